package se.invanardialog.signatures;

import se.invanardialog.core.table.Item;
import se.invanardialog.core.table.Key;
import se.invanardialog.core.table.Keys;
import se.invanardialog.core.texts.Words;
import se.invanardialog.signatures.Signature.Given;
import se.invanardialog.signatures.Signature.Signer;

/** Signatures, and requests for them, as items of the table and back. */
final class SignatureItems {
  static final String STATE = "state";
  static final String REMOVAL = "removal";
  static final String WITHDRAWN_AT = "withdrawnAt";
  static final String INFORMED = "informed";
  static final String MAIL_DOMAIN = "mailDomain";
  static final String NETWORK = "network";
  static final String AT = "at";
  static final String REQUEST = "pending";

  private SignatureItems() {}

  static Key key(Given given) {
    return Keys.signature(given.suggestion(), given.person(), given.slot());
  }

  static Item write(Signature.Active signature) {
    Given given = signature.given();
    return signer(Item.at(key(given)), given.signer())
        .with("suggestion", given.suggestion())
        .with("person", given.person())
        .with("slot", given.slot())
        .with("district", given.district())
        .with(NETWORK, orNone(given.network()))
        .with("origin", given.origin().word())
        .with("sheet", orNone(given.sheet()))
        .with(AT, given.at())
        .with("day", Words.day(given.at()).toString())
        .with(STATE, Signature.ACTIVE)
        .with(REQUEST, given.request());
  }

  static Signature read(Item item) {
    var given =
        new Given(
            item.text("suggestion"),
            item.text("person"),
            (int) item.number("slot"),
            signer(item),
            item.maybe("district").orElse(""),
            item.maybe(NETWORK).orElse(""),
            Signature.Origin.of(item.text("origin")),
            item.maybe("sheet").orElse(""),
            item.maybe(REQUEST).orElse(""),
            item.instant(AT));
    String state = item.text(STATE);
    return switch (state) {
      case Signature.ACTIVE -> new Signature.Active(given);
      case Signature.WITHDRAWN ->
          new Signature.Withdrawn(given, item.maybeInstant(WITHDRAWN_AT).orElse(given.at()));
      case Signature.REMOVED -> new Signature.Removed(given, item.text(REMOVAL));
      default -> throw new IllegalStateException("A signature can't be " + state);
    };
  }

  private static Item signer(Item item, Signer signer) {
    String email = signer.email();
    return item.with("name", signer.name())
        .with("shown", signer.shown())
        .with("email", orNone(email))
        .with(MAIL_DOMAIN, orNone(email.substring(email.lastIndexOf('@') + 1)))
        .with("postalCode", orNone(signer.postalCode()))
        .with("stance", signer.stance())
        .with(INFORMED, signer.informed())
        .with("language", signer.language());
  }

  private static Signer signer(Item item) {
    return new Signer(
        item.maybe("name").orElse(""),
        item.flag("shown"),
        item.maybe("email").orElse(""),
        item.maybe("postalCode").orElse(""),
        item.maybe("stance").orElse(Signature.FOR),
        item.flag(INFORMED),
        item.maybe("language").orElse("sv"));
  }

  private static @org.jspecify.annotations.Nullable String orNone(String text) {
    return text.isEmpty() ? null : text;
  }
}
