package se.invanardialog.core.pages;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class QrCodeTest {
  private static final String ADDRESS = "https://dialog.havstad.se/suggestions/8k2m4p6r";
  private static final Pattern RUN = Pattern.compile("M(\\d+) (\\d+)h(\\d+)v1h-(\\d+)z");

  @Test
  void the_drawn_squares_are_the_codes_own_inside_a_quiet_zone() {
    var code =
        io.nayuki.qrcodegen.QrCode.encodeText(ADDRESS, io.nayuki.qrcodegen.QrCode.Ecc.MEDIUM);
    String svg = Templates.html(QrCode.of(ADDRESS, "Code"));

    boolean[][] drawn = new boolean[code.size][code.size];
    for (MatchResult run : RUN.matcher(svg).results().toList()) {
      for (int x = 0; x < number(run, 3); x++) {
        drawn[number(run, 2) - 4][number(run, 1) - 4 + x] = true;
      }
    }

    for (int y = 0; y < code.size; y++) {
      for (int x = 0; x < code.size; x++) {
        assertThat(drawn[y][x]).as("module %d, %d", x, y).isEqualTo(code.getModule(x, y));
      }
    }
    int size = code.size + 8;
    assertThat(svg).contains("viewBox=\"0 0 " + size + " " + size + "\"");
  }

  @Test
  void who_cannot_see_it_hears_what_it_is_and_a_label_is_never_markup() {
    assertThat(Templates.html(QrCode.of(ADDRESS, "\"><script>")))
        .startsWith("<svg class=\"qr\" role=\"img\" aria-label=\"&#34;>&lt;script>\"");
  }

  @Test
  void the_code_needs_no_style_and_no_script() {
    assertThat(Templates.html(QrCode.of(ADDRESS, "Code"))).doesNotContain("style", "script");
  }

  private static int number(MatchResult run, int group) {
    return Integer.parseInt(run.group(group));
  }
}
