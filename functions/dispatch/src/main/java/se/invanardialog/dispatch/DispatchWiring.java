package se.invanardialog.dispatch;

import se.invanardialog.core.Platform;
import se.invanardialog.core.messages.Mailer;
import se.invanardialog.core.messages.Texter;
import se.invanardialog.core.table.Table;
import se.invanardialog.core.texts.Texts;
import se.invanardialog.signatures.Removing;
import se.invanardialog.signatures.SignatureWiring;
import se.invanardialog.suggestions.Wiring;

/** How this feature is put together, on what the signatures have. */
final class DispatchWiring {
  final Wiring suggestions;
  final Sending sending;
  final Mailings mailings;
  final Removing removing;
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
    sending =
        new Sending(
            below.table,
            new Mailer(platform::mail, platform.setting("MAIL_FROM")),
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
    removing = signatures.removing;
    sweeping = new Sweeping(below.table, below.suggestions, below.deliveries);
  }

  private static Texts texts() {
    return Texts.load("core", "suggestions", "signatures", "dispatch");
  }
}
