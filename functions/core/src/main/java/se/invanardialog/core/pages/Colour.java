package se.invanardialog.core.pages;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** A colour as CSS writes it, {@code #0c4556}, and how well it reads on another (WCAG 2.2). */
public record Colour(int red, int green, int blue) {
  /** The least contrast of text, WCAG 1.4.3. */
  public static final double READABLE = 4.5;

  /** What the colour for dark paper is lightened to: text there is often small. */
  private static final double EASY = 7.0;

  private static final Pattern HEX = Pattern.compile("#[0-9a-fA-F]{6}");
  private static final int LIGHTENING_STEPS = 100;

  public static Optional<Colour> of(String hex) {
    if (!HEX.matcher(hex).matches()) {
      return Optional.empty();
    }
    int all = Integer.parseInt(hex.substring(1), 16);
    return Optional.of(new Colour(all >> 16, all >> 8 & 0xff, all & 0xff));
  }

  static Colour fixed(String hex) {
    return of(hex).orElseThrow();
  }

  public String hex() {
    return String.format(Locale.ROOT, "#%02x%02x%02x", red, green, blue);
  }

  /** From 1, the same, to 21, black on white. */
  public double contrast(Colour other) {
    double one = luminance();
    double two = other.luminance();
    return (Math.max(one, two) + 0.05) / (Math.min(one, two) + 0.05);
  }

  /** The same hue, lightened until it reads easily on a dark ground. */
  Colour lightenedOn(Colour ground) {
    for (int step = 0; step <= LIGHTENING_STEPS; step++) {
      double white = (double) step / LIGHTENING_STEPS;
      var lighter = new Colour(mix(red, white), mix(green, white), mix(blue, white));
      if (lighter.contrast(ground) >= EASY) {
        return lighter;
      }
    }
    return new Colour(255, 255, 255);
  }

  private static int mix(int channel, double white) {
    return (int) Math.round(channel + (255 - channel) * white);
  }

  private double luminance() {
    return 0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue);
  }

  private static double linear(int channel) {
    double share = channel / 255.0;
    return share <= 0.04045 ? share / 12.92 : Math.pow((share + 0.055) / 1.055, 2.4);
  }
}
