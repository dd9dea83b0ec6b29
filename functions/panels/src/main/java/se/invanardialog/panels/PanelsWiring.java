package se.invanardialog.panels;

import java.util.ArrayList;
import java.util.List;
import se.invanardialog.core.http.Route;
import se.invanardialog.core.identity.Secret;
import se.invanardialog.panels.answers.AnswersWiring;
import se.invanardialog.panels.answers.Codes;
import se.invanardialog.panels.answers.Replies;
import se.invanardialog.panels.members.MembersWiring;
import se.invanardialog.panels.surveys.Surveys;
import se.invanardialog.suggestions.Wiring;

/** How the e-panel is put together, on what the features below have. */
public final class PanelsWiring {
  public final AnswersWiring answers;
  public final Codes codes;
  public final MembersWiring members;
  public final Replies replies;
  final Wiring below;

  public PanelsWiring(Wiring below, Secret secret) {
    this.below = below;
    answers = new AnswersWiring(below, secret, new Surveys(below.table, below.ids)::find);
    codes = answers.codes;
    replies = answers.replies;
    members = new MembersWiring(below);
  }

  List<Route> routes() {
    var routes = new ArrayList<Route>();
    routes.addAll(members.routes());
    routes.addAll(answers.routes());
    return routes;
  }
}
