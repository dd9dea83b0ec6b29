package se.invanardialog.local.documents;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import se.invanardialog.core.texts.CatalogueRules;

/** No module's catalogues are forgotten. */
class CatalogueContractTest {
  /** Officials' pages are in Swedish alone. */
  private static final String OFFICIALS = "desk";

  private static final Pattern SWEDISH =
      Pattern.compile("functions/[a-z]+/src/main/resources/texts/([a-z-]+)\\.sv\\.properties");

  @Test
  void every_module_has_the_same_keys_in_every_language() {
    Set<String> modules =
        Project.files()
            .map(file -> SWEDISH.matcher(Project.shown(file)))
            .filter(java.util.regex.Matcher::matches)
            .map(found -> found.group(1))
            .collect(Collectors.toCollection(TreeSet::new));

    assertThat(modules).contains("core", "suggestions", "members", "signatures", "results");
    modules.stream().filter(module -> !module.endsWith(OFFICIALS)).forEach(CatalogueRules::hold);
  }
}
