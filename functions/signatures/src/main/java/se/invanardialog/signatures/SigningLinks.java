package se.invanardialog.signatures;

import java.time.Instant;
import java.util.Optional;
import se.invanardialog.core.identity.Links;
import se.invanardialog.panels.members.MemberLinks;
import se.invanardialog.signatures.Signature.Signer;

/** The links that are mailed to signers. The table keeps none of them, nor what they carry. */
public final class SigningLinks {
  private static final String CONFIRM = "confirm";
  private static final String WITHDRAW = "withdraw";
  private static final String SIGN = "sign";
  private static final String SUGGESTION = "suggestion";
  private static final String REQUEST_MARK = "r:";
  private static final String YES = "y";
  private static final String NO = "";
  private static final int SIGN_PARTS = 12;
  private static final int CONFIRM_PARTS = 4;
  private static final int WITHDRAW_PARTS = 3;

  private final Links links;

  public SigningLinks(Links links) {
    this.links = links;
  }

  /** What a link to confirm points at. */
  sealed interface Target {
    record OfSignature(Pending pending) implements Target {}

    record OfSuggestion(String suggestion) implements Target {}

    /** The panels' own link, to the same pages. */
    record OfMembership(String token) implements Target {}
  }

  /** What a link to withdraw points at. */
  sealed interface Place {
    String suggestion();

    String person();

    record OfSlot(String suggestion, String person, int slot) implements Place {}

    /** Mailed before the signature was confirmed: whichever slot it then took. */
    record OfRequest(String suggestion, String person, String request) implements Place {}
  }

  String confirm(Pending pending) {
    Signer signer = pending.signer();
    return links.sealed(
        SIGN,
        pending.id(),
        pending.suggestion(),
        pending.person(),
        signer.name(),
        signer.shown() ? YES : NO,
        signer.email(),
        signer.postalCode(),
        signer.stance(),
        signer.informed() ? YES : NO,
        signer.language(),
        pending.network(),
        Long.toString(pending.createdAt().toEpochMilli()));
  }

  /** The path of the page where the signature can be taken back. */
  public String withdrawPath(Signature signature) {
    return "/withdraw/" + withdraw(signature);
  }

  String withdraw(Signature signature) {
    Signature.Given given = signature.given();
    return links.token(
        WITHDRAW, given.suggestion(), given.person(), Integer.toString(given.slot()));
  }

  /** The same, in the mail that asks for the click that confirms. */
  String withdrawPath(Pending pending) {
    return "/withdraw/"
        + links.token(
            WITHDRAW, pending.suggestion(), pending.person(), REQUEST_MARK + pending.id());
  }

  Optional<Target> target(String token) {
    return links
        .open(SIGN, token, SIGN_PARTS)
        .<Target>map(parts -> new Target.OfSignature(pending(parts)))
        .or(() -> ofOthers(token));
  }

  private static Pending pending(String[] parts) {
    var signer =
        new Signer(
            parts[3],
            parts[4].equals(YES),
            parts[5],
            parts[6],
            parts[7],
            parts[8].equals(YES),
            parts[9]);
    Instant createdAt = Instant.ofEpochMilli(Long.parseLong(parts[11]));
    return new Pending(parts[0], parts[1], parts[2], signer, parts[10], createdAt);
  }

  private Optional<Target> ofOthers(String token) {
    return links
        .read(CONFIRM, token, CONFIRM_PARTS)
        .flatMap(parts ->
            switch (parts[0]) {
              case SUGGESTION -> Optional.of(new Target.OfSuggestion(parts[1]));
              case MemberLinks.MEMBERSHIP -> Optional.of(new Target.OfMembership(token));
              default -> Optional.empty();
            });
  }

  Optional<Place> place(String token) {
    return links
        .read(WITHDRAW, token, WITHDRAW_PARTS)
        .map(parts ->
            parts[2].startsWith(REQUEST_MARK)
                ? new Place.OfRequest(parts[0], parts[1], parts[2].substring(REQUEST_MARK.length()))
                : new Place.OfSlot(parts[0], parts[1], Integer.parseInt(parts[2])));
  }
}
