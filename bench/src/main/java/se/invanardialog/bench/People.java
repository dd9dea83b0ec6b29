package se.invanardialog.bench;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** Made-up residents: each with an address, a network and a mailbox of their own. */
final class People {
  private static final String[] GIVEN = {
    "Åsa", "Örjan", "Fatima", "Björn", "Maj-Britt", "Ali", "Linnéa", "José", "Siv", "Yusuf"
  };
  private static final String[] FAMILY = {
    "Öberg", "Åkesson", "Hassan", "Lindström", "af Geijerstam", "Nguyễn", "Niemi", "Ek"
  };
  private static final int MAIL_DOMAINS = 500;

  private People() {}

  static String name(int n) {
    return GIVEN[n % GIVEN.length] + " " + FAMILY[n / GIVEN.length % FAMILY.length];
  }

  static String email(String series, int n) {
    return series + n + "@post" + n % MAIL_DOMAINS + ".example";
  }

  static String postalCode(int n) {
    return String.valueOf(21_100 + n % 80);
  }

  /** Spread over the networks as a whole country is. */
  static String address(int n) {
    int spread = (int) (n * 2_654_435_761L & 0x7fff_ffff);
    return 20
        + (spread >>> 24 & 63)
        + "."
        + (spread >>> 16 & 255)
        + "."
        + (spread >>> 8 & 255)
        + "."
        + (1 + (spread & 127));
  }

  static ObjectNode signer(String series, int n) {
    return Service.object()
        .put("name", name(n))
        .put("email", email(series, n))
        .put("postalCode", postalCode(n))
        .put("showName", n % 3 == 0)
        .put("keepInformed", false);
  }

  static ObjectNode author(String series, int n) {
    return Service.object()
        .put("name", name(n))
        .put("email", email(series, n))
        .put("postalCode", postalCode(n))
        .put("keepInformed", true);
  }
}
