package se.invanardialog.panels.members;

import java.util.Optional;
import se.invanardialog.core.identity.Links;
import se.invanardialog.core.identity.Pseudonyms;

/**
 * The links that are sent to members. The table keeps none of them. A link to my page holds a print
 * of the address it was sent to, so that it opens nothing once the member has left that address.
 */
public final class MemberLinks {
  private static final String CONFIRM = "confirm";

  /** One letter: a text message has few. Confirmations of other things are told from it by this. */
  public static final String MEMBERSHIP = "m";

  private static final int CONFIRM_PARTS = 4;
  private static final String PAGE = "member";
  private static final int PAGE_PARTS = 3;
  private static final int PRINT_LETTERS = 8;

  /** Stands where a print stands otherwise, and is shorter. */
  private static final String OF_GUARDIAN = "g";

  private final Links links;
  private final Pseudonyms pseudonyms;

  public MemberLinks(Links links, Pseudonyms pseudonyms) {
    this.links = links;
    this.pseudonyms = pseudonyms;
  }

  String confirmPath(Application application, Application.Step step) {
    return "/confirm/" + links.token(CONFIRM, MEMBERSHIP, application.id(), step.letter, "");
  }

  /** What a link to confirm a membership points at. */
  record Target(String application, Application.Step step) {}

  Optional<Target> target(String token) {
    return links
        .read(CONFIRM, token, CONFIRM_PARTS)
        .filter(parts -> parts[0].equals(MEMBERSHIP))
        .flatMap(parts -> Application.Step.of(parts[2]).map(step -> new Target(parts[1], step)));
  }

  /** The page where the member sees and changes all, for the address it is sent to. */
  public String pagePath(Member member, String address) {
    return "/members/" + links.token(PAGE, member.panel(), member.id(), print(address));
  }

  /** The same for the member's e-mail address, or number where there is none. */
  public String pagePath(Member member) {
    return pagePath(member, member.email().isEmpty() ? member.phone() : member.email());
  }

  /** Where the guardian takes the consent back. Nothing is kept of the address it is sent to. */
  String guardianPath(Member member) {
    return "/members/" + links.token(PAGE, member.panel(), member.id(), OF_GUARDIAN);
  }

  /**
   * @param print of the address it was sent to
   */
  record Place(String panel, String member, String print) {
    boolean ofGuardian() {
      return print.equals(OF_GUARDIAN);
    }
  }

  Optional<Place> place(String token) {
    return links
        .read(PAGE, token, PAGE_PARTS)
        .map(parts -> new Place(parts[0], parts[1], parts[2]));
  }

  /** Whether the link was sent to an address that the member still has. */
  boolean opens(Place place, Member member) {
    return place.print().equals(print(member.email()))
        || place.print().equals(print(member.phone()));
  }

  private String print(String address) {
    return address.isEmpty() ? "-" : pseudonyms.of("page", address).substring(0, PRINT_LETTERS);
  }
}
