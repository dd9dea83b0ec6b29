package se.invanardialog.dispatch;

import java.util.Optional;
import se.invanardialog.core.Platform;
import se.invanardialog.core.identity.Secret;
import se.invanardialog.core.messages.Mailer;
import se.invanardialog.core.messages.Texter;
import se.invanardialog.core.table.Table;
import se.invanardialog.core.texts.Texts;
import se.invanardialog.panels.PanelsWiring;
import se.invanardialog.panels.sendouts.QuietHours;
import se.invanardialog.panels.sendouts.Sendouts;
import se.invanardialog.panels.sendouts.SendoutsWiring;
import se.invanardialog.signatures.Removing;
import se.invanardialog.signatures.SignatureWiring;
import se.invanardialog.suggestions.Wiring;

/** How this feature is put together, on what the signatures have. */
final class DispatchWiring {
  final Wiring suggestions;
  final Sending sending;
  final Mailings mailings;
  final Returns returns;
  final TextsIn textsIn;
  final Removing removing;
  final PanelsWiring panels;
  final Sendouts sendouts;
  final Sweeping sweeping;

  DispatchWiring(Platform platform) {
    this(platform, new Wiring(platform, texts()));
  }

  DispatchWiring(Platform platform, Table table) {
    this(platform, new Wiring(platform, table, texts()));
  }

  private DispatchWiring(Platform platform, Wiring below) {
    suggestions = below;
    var signatures = new SignatureWiring(below);
    panels = new PanelsWiring(below, Secret.parameter(platform, "PSEUDONYM_KEY"), limits(platform));
    sending =
        new Sending(
            below.table,
            new Mailer(
                platform::mail, platform.setting("MAIL_FROM"), platform.optional("MAIL_EVENTS")),
            new Texter(platform::sms, platform.setting("SMS_FROM")),
            below.pseudonyms,
            below.time);
    mailings =
        new Mailings(
            below.table,
            below.time,
            below.suggestions,
            signatures.signatures,
            below.deliveries,
            sending,
            new MailingLetters(below.site, signatures.links));
    returns = new Returns(below.table, below.pseudonyms, below.time);
    textsIn = new TextsIn(panels.sendouts.texting, below.deliveries, below.pseudonyms, below.time);
    removing = signatures.removing;
    sendouts = panels.sendouts.sendouts;
    sweeping =
        new Sweeping(below.table, below.suggestions, panels.sendouts.conducting, below.deliveries);
  }

  private static SendoutsWiring.Limits limits(Platform platform) {
    return new SendoutsWiring.Limits(
        number(platform.optional("MAILS_PER_MINUTE"), SendoutsWiring.Limits.USUAL.mailsPerMinute()),
        number(platform.optional("SMS_PER_MINUTE"), SendoutsWiring.Limits.USUAL.smsPerMinute()),
        platform
            .optional("SMS_QUIET_HOURS")
            .map(QuietHours::parse)
            .orElse(SendoutsWiring.Limits.USUAL.quiet()));
  }

  private static int number(Optional<String> set, int usual) {
    return set.map(Integer::parseInt).orElse(usual);
  }

  private static Texts texts() {
    return Texts.load("core", "suggestions", "signatures", "dispatch", "sendouts");
  }
}
