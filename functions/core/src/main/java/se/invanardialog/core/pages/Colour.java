package se.invanardialog.core.pages;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** A colour as CSS writes it, {@code #0c4556}, and how well it reads on another (WCAG 2.2). */
public record Colour(int red, int green, int blue) {
  /** The least contrast of text, WCAG 1.4.3. */
  public static final double READABLE = 4.5;

  /** What the colour for dark paper is lightened to: text there is often small. */
  private static final double EASY = 9.0;

  /** A full colour glares on dark paper. */
  private static final double MOST_SATURATED = 0.5;

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
    double hue = hue();
    double saturation = Math.min(saturation(), MOST_SATURATED);
    for (int step = 0; step <= LIGHTENING_STEPS; step++) {
      Colour lighter = hsl(hue, saturation, (double) step / LIGHTENING_STEPS);
      if (lighter.contrast(ground) >= EASY) {
        return lighter;
      }
    }
    return new Colour(255, 255, 255);
  }

  private int largest() {
    return Math.max(red, Math.max(green, blue));
  }

  private int smallest() {
    return Math.min(red, Math.min(green, blue));
  }

  /** In sixths of the circle, red at 0. */
  private double hue() {
    double spread = largest() - smallest();
    if (spread == 0) {
      return 0;
    }
    if (largest() == red) {
      return ((green - blue) / spread + 6) % 6;
    }
    return largest() == green ? (blue - red) / spread + 2 : (red - green) / spread + 4;
  }

  private double saturation() {
    double spread = (largest() - smallest()) / 255.0;
    double lightness = (largest() + smallest()) / 510.0;
    return spread == 0 ? 0 : spread / (1 - Math.abs(2 * lightness - 1));
  }

  /** CSS Color 4, section 7. */
  private static Colour hsl(double hue, double saturation, double lightness) {
    double chroma = (1 - Math.abs(2 * lightness - 1)) * saturation;
    double second = chroma * (1 - Math.abs(hue % 2 - 1));
    double rest = lightness - chroma / 2;
    return switch ((int) hue) {
      case 0 -> of(chroma + rest, second + rest, rest);
      case 1 -> of(second + rest, chroma + rest, rest);
      case 2 -> of(rest, chroma + rest, second + rest);
      case 3 -> of(rest, second + rest, chroma + rest);
      case 4 -> of(second + rest, rest, chroma + rest);
      default -> of(chroma + rest, rest, second + rest);
    };
  }

  private static Colour of(double red, double green, double blue) {
    return new Colour(
        (int) Math.round(red * 255), (int) Math.round(green * 255), (int) Math.round(blue * 255));
  }

  private double luminance() {
    return 0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue);
  }

  private static double linear(int channel) {
    double share = channel / 255.0;
    return share <= 0.04045 ? share / 12.92 : Math.pow((share + 0.055) / 1.055, 2.4);
  }
}
