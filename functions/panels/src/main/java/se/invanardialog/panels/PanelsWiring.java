package se.invanardialog.panels;

import se.invanardialog.core.Platform;
import se.invanardialog.core.identity.Secret;
import se.invanardialog.core.texts.Texts;
import se.invanardialog.panels.answers.AnswersWiring;
import se.invanardialog.panels.answers.Codes;
import se.invanardialog.panels.answers.Replies;
import se.invanardialog.panels.members.MembersWiring;
import se.invanardialog.panels.sendouts.SendoutsWiring;
import se.invanardialog.panels.surveys.SurveysWiring;
import se.invanardialog.suggestions.Wiring;

/** How the e-panel is put together, on what the features below have. */
public final class PanelsWiring {
  public final AnswersWiring answers;
  public final Codes codes;
  public final MembersWiring members;
  public final SurveysWiring surveys;
  public final Replies replies;
  public final SendoutsWiring sendouts;
  final Wiring below;

  PanelsWiring(Platform platform) {
    this(new Wiring(platform, texts()), Secret.parameter(platform, "PSEUDONYM_KEY"));
  }

  public PanelsWiring(Wiring below, Secret secret) {
    this(below, secret, SendoutsWiring.Limits.USUAL);
  }

  public PanelsWiring(Wiring below, Secret secret, SendoutsWiring.Limits limits) {
    this.below = below;
    members = new MembersWiring(below);
    surveys = new SurveysWiring(below, members.panels);
    answers = new AnswersWiring(below, secret, surveys.surveys::find, surveys.trials);
    codes = answers.codes;
    replies = answers.replies;
    sendouts =
        new SendoutsWiring(
            below,
            surveys.surveys,
            members.panels,
            codes,
            replies,
            members.links::pagePath,
            limits);
  }

  static Texts texts() {
    return Texts.load("core", "suggestions", "members", "answers", "surveys", "sendouts")
        .withOfficials("members-desk", "answers-desk", "surveys-desk", "sendouts-desk");
  }
}
