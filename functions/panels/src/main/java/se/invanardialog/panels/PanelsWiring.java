package se.invanardialog.panels;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import se.invanardialog.core.http.Route;
import se.invanardialog.core.identity.Secret;
import se.invanardialog.panels.answers.AnswersWiring;
import se.invanardialog.panels.answers.Codes;
import se.invanardialog.panels.answers.Replies;
import se.invanardialog.panels.members.MembersWiring;
import se.invanardialog.panels.sendouts.SendoutsWiring;
import se.invanardialog.panels.surveys.Surveys;
import se.invanardialog.suggestions.Wiring;

/** How the e-panel is put together, on what the features below have. */
public final class PanelsWiring {
  public final AnswersWiring answers;
  public final Codes codes;
  public final MembersWiring members;
  public final Replies replies;
  public final Surveys surveys;
  public final SendoutsWiring sendouts;
  final Wiring below;

  public PanelsWiring(Wiring below, Secret secret) {
    this(below, secret, SendoutsWiring.Limits.USUAL);
  }

  public PanelsWiring(Wiring below, Secret secret, SendoutsWiring.Limits limits) {
    this.below = below;
    surveys = new Surveys(below.table, below.ids);
    answers = new AnswersWiring(below, secret, surveys::find);
    codes = answers.codes;
    replies = answers.replies;
    members = new MembersWiring(below);
    sendouts =
        new SendoutsWiring(
            below, surveys, members.panels, codes, replies, members.links::pagePath, limits);
  }

  /**
   * @param gatewayPassword of the SMS gateway; asked for at each message
   */
  List<Route> routes(Supplier<String> gatewayPassword) {
    var routes = new ArrayList<Route>();
    routes.addAll(members.routes());
    routes.addAll(answers.routes());
    routes.addAll(sendouts.routes());
    routes.addAll(sendouts.texting(gatewayPassword));
    return routes;
  }
}
