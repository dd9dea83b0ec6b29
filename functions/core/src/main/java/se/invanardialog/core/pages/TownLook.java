package se.invanardialog.core.pages;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import se.invanardialog.core.texts.Words;

/**
 * How the municipality wants to be seen: its name, two colours and logo, and where help is found.
 *
 * @param name {@code Havstad kommun}
 * @param place the name alone, {@code Havstad}
 * @param serviceName empty for the catalogue's, which is then translated
 * @param logo path of the picture, empty for the one that comes with the service
 * @param sea the ink of headings and links, {@code #rrggbb}
 * @param signal what the reader can do
 * @param onSignal text on the signal
 * @param weekdayHours when the telephone is answered, {@code 8–16}
 */
public record TownLook(
    String name,
    String place,
    String serviceName,
    String logo,
    String sea,
    String signal,
    String onSignal,
    String phone,
    String weekdayHours) {
  /** An invented town, for a service that nobody has set up yet. */
  public static final TownLook HAVSTAD =
      new TownLook(
          "Havstad kommun",
          "Havstad",
          "",
          "",
          "#0c4556",
          "#ffc52e",
          "#14212a",
          "031-390 06 10",
          "8\u2060–\u206016");

  private static final Colour PAPER = Colour.fixed("#f4f3ee");
  private static final Colour ON_ACCENT = Colour.fixed("#fdfcfa");
  private static final Colour ON_FOOT = Colour.fixed("#f2f0e8");
  private static final Colour DARK_SHEET = Colour.fixed("#172329");

  /** What has to be changed before these colours can be used; empty when nothing has. */
  public List<Problem> problems() {
    var problems = new ArrayList<Problem>();
    Optional<Colour> ink = readable("sea", sea, problems);
    Optional<Colour> call = readable("signal", signal, problems);
    Optional<Colour> onCall = readable("onSignal", onSignal, problems);
    for (Colour ground : List.of(PAPER, ON_ACCENT, ON_FOOT)) {
      if (ink.isPresent() && ink.get().contrast(ground) < Colour.READABLE) {
        problems.add(new Problem("sea", "Välj en mörkare färg, så att texten går att läsa"));
        break;
      }
    }
    if (call.isPresent()
        && onCall.isPresent()
        && call.get().contrast(onCall.get()) < Colour.READABLE) {
      problems.add(new Problem("onSignal", "Välj en färg som skiljer sig mer från knappens färg"));
    }
    return List.copyOf(problems);
  }

  /** The municipality's colours, for {@code /theme.css}. */
  public String themeCss() {
    return ":root{--sea:"
        + Colour.fixed(sea).hex()
        + ";--sea-night:"
        + seaNight()
        + ";--signal:"
        + Colour.fixed(signal).hex()
        + ";--on-signal:"
        + Colour.fixed(onSignal).hex()
        + "}\n";
  }

  /** Changes when the colours do, so that {@code /theme.css?v=} can be kept for ever. */
  public String themeVersion() {
    return Integer.toHexString(themeCss().hashCode());
  }

  /** The sea on dark paper. */
  public String seaNight() {
    return Colour.fixed(sea).lightenedOn(DARK_SHEET).hex();
  }

  public String service(Words words) {
    return serviceName.isBlank() ? words.get("service.name") : serviceName;
  }

  /** The number kept on one line. */
  public String phoneUnbroken() {
    return phone.replace(' ', Words.NO_BREAK).replace('-', '\u2011');
  }

  /** For a {@code tel:} link; a Swedish number is dialled with the country's code. */
  public String phoneLink() {
    String digits = phone.replaceAll("[^0-9+]", "");
    return "tel:" + (digits.startsWith("0") ? "+46" + digits.substring(1) : digits);
  }

  private static Optional<Colour> readable(String field, String hex, List<Problem> problems) {
    Optional<Colour> colour = Colour.of(hex);
    if (colour.isEmpty()) {
      problems.add(new Problem(field, "Skriv färgen som # och sex tecken, till exempel #0c4556"));
    }
    return colour;
  }
}
