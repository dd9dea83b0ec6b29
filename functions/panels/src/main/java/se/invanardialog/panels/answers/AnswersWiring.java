package se.invanardialog.panels.answers;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import se.invanardialog.core.http.Route;
import se.invanardialog.core.identity.Seal;
import se.invanardialog.core.identity.Secret;
import se.invanardialog.core.pages.Site;
import se.invanardialog.panels.surveys.Survey;
import se.invanardialog.panels.surveys.Trials;
import se.invanardialog.suggestions.Wiring;

/** How answering is put together. */
public final class AnswersWiring {
  public final Codes codes;
  public final Replies replies;
  public final Answering answering;
  final Wiring below;
  final Site site;
  final InstantSource time;
  final Function<String, Optional<Survey>> surveys;
  final Trials trials;
  final Proofs proofs;
  final Opening opening;

  public AnswersWiring(
      Wiring below, Secret secret, Function<String, Optional<Survey>> surveys, Trials trials) {
    this.trials = trials;
    this.below = below;
    this.surveys = surveys;
    site = below.site;
    time = below.time;
    codes = new Codes(secret);
    replies = new Replies(below.table, new Seal(secret, "reply"), codes);
    answering =
        new Answering(
            below.table,
            surveys,
            codes,
            replies,
            new Halves(below.table, new Seal(secret, "half"), codes),
            below.pseudonyms,
            below.limits);
    proofs = new Proofs(secret, below.table);
    opening = new Opening(surveys, codes, below.ids, below.pseudonyms, below.limits, proofs);
  }

  public List<Route> routes() {
    var routes = new ArrayList<Route>();
    routes.addAll(new AnswerApi(this).routes());
    routes.addAll(new AnswerPages(this).routes());
    routes.addAll(new TrialPages(this).routes());
    routes.addAll(new PaperDesk(this).routes());
    routes.addAll(new PrintedSurvey(this).routes());
    routes.addAll(new OpenLink(this).routes());
    return routes;
  }
}
