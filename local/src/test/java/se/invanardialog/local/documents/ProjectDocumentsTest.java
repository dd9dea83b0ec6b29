package se.invanardialog.local.documents;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The documents name what is there, and no file names the machine it was written on. */
class ProjectDocumentsTest {
  private static final Pattern LINK = Pattern.compile("\\[[^\\]]*]\\(([^)\\s]+)\\)");
  private static final Pattern CODE = Pattern.compile("`([^`\\n]+)`");
  private static final Pattern FENCED = Pattern.compile("(?s)```[a-z]*\\n(.*?)```");
  private static final Pattern PATH = Pattern.compile("\\.?[\\w-]+(?:/[\\w.{}*-]+)*/?");
  private static final Pattern FILE = Pattern.compile(".+\\.(md|ya?ml|json|toml|xml|jte|java|sh)");

  private static final List<Pattern> FOREIGN =
      List.of(
          Pattern.compile("\"resolved\"\\s*:"),
          Pattern.compile(
              "(?i)https?://[^\\s\"'<>]*(registry|nexus|artifactory|mirror)[^\\s\"'<>]*"),
          Pattern.compile("(?i)\\b(registry|index-url|extra-index-url)\\s*=\\s*http"),
          Pattern.compile("(?<![\\w.~/}])/(home|Users|root|work|workspace|builds)/[\\w.-]+"),
          Pattern.compile("(?i)\\b[A-Z]:\\\\\\\\?(Users|work)\\\\"));

  @Test
  void every_link_in_the_documents_leads_to_a_file() {
    var broken = new ArrayList<String>();
    for (Path document : Project.documents()) {
      for (String target : links(document)) {
        Path file = document.resolveSibling(target.replaceFirst("#.*$", ""));
        if (!target.startsWith("http") && !target.startsWith("#") && !Files.exists(file)) {
          broken.add(Project.shown(document) + " -> " + target);
        }
      }
    }
    assertThat(broken).isEmpty();
  }

  @Test
  void every_decision_is_numbered_in_a_row_and_says_context_decision_and_consequences() {
    var decisions =
        Project.documents().stream()
            .filter(file -> file.startsWith(Project.ROOT.resolve("docs/decisions")))
            .sorted()
            .toList();

    assertThat(decisions).isNotEmpty();
    for (int at = 0; at < decisions.size(); at++) {
      assertThat(decisions.get(at).getFileName().toString())
          .matches("%04d-[a-z0-9-]+\\.md".formatted(at + 1));
      assertThat(Project.text(decisions.get(at)))
          .contains("\n## Context\n", "\n## Decision\n", "\n## Consequences\n");
    }
  }

  @Test
  void the_readme_names_every_module_and_every_document_and_fits_a_screen() {
    String readme = Project.text("README.md");
    Set<String> modules =
        Pattern.compile("<module>([^<]+)</module>")
            .matcher(Project.text("pom.xml"))
            .results()
            .map(module -> module.group(1))
            .collect(Collectors.toCollection(TreeSet::new));

    assertThat(modules)
        .hasSizeGreaterThan(7)
        .allSatisfy(module -> assertThat(readme).contains("`" + module + "`"));
    assertThat(links(Project.ROOT.resolve("README.md")))
        .contains(
            "docs/data-model.md",
            "docs/openapi.yaml",
            "docs/operations.md",
            "docs/performance.md",
            "docs/suggestion-states.md",
            "docs/decisions/");
    assertThat(readme.lines().count()).isLessThanOrEqualTo(70);
  }

  @Test
  void every_file_that_the_documents_name_is_there() {
    var missing = new ArrayList<String>();
    for (Path document : Project.documents()) {
      for (String word : named(Project.text(document))) {
        boolean file = FILE.matcher(word).matches() && !word.contains("*");
        boolean folder =
            word.endsWith("/")
                || word.startsWith("bench/")
                || word.startsWith("tools/")
                || word.equals(".ci/run");
        boolean there =
            Files.exists(Project.ROOT.resolve(word))
                || Files.exists(document.resolveSibling(word))
                || Files.exists(Project.ROOT.resolve("functions").resolve(word))
                || inSources(word);
        if ((file || folder) && !there) {
          missing.add(Project.shown(document) + " names " + word);
        }
      }
    }
    assertThat(missing).isEmpty();
  }

  @Test
  void the_data_model_names_every_key_that_the_code_makes() {
    String keys =
        Project.text("functions/core/src/main/java/se/invanardialog/core/table/Keys.java");
    var made =
        Pattern.compile("\"([A-Z]{3,}#?)\"")
            .matcher(keys)
            .results()
            .map(key -> key.group(1))
            .collect(Collectors.toCollection(TreeSet::new));

    assertThat(made)
        .hasSizeGreaterThan(15)
        .allSatisfy(key -> assertThat(Project.text("docs/data-model.md")).contains("`" + key));
  }

  @Test
  void every_maven_option_that_the_documents_name_is_one_of_ours() {
    String poms = Project.text("pom.xml") + Project.text("local/pom.xml");
    var unknown = new ArrayList<String>();
    Pattern option = Pattern.compile("(?<![\\w-])-([DP])([a-zA-Z.]+)");
    for (Path document : Project.documents()) {
      for (MatchResult found : option.matcher(Project.text(document)).results().toList()) {
        String name = found.group(2);
        boolean ours =
            found.group(1).equals("P")
                ? poms.contains("<id>" + name + "</id>")
                : poms.contains("${" + name + "}") || name.equals("skipTests");
        if (!ours) {
          unknown.add(Project.shown(document) + " names -" + found.group(1) + name);
        }
      }
    }
    assertThat(unknown).isEmpty();
  }

  @Test
  void ci_runs_the_test_command_of_the_readme_and_nothing_weaker() {
    String ci = Project.text(".ci/run");

    assertThat(Project.text("README.md")).contains("\nmvn verify\n");
    assertThat(ci)
        .startsWith("#!/usr/bin/env bash\n")
        .contains("\n  deployed=(-Plocalstack -DskipTests=false -DskipITs=false)\n")
        .contains("\nmvn -B \"${deployed[@]}\" verify\n");
    assertThat(Files.isExecutable(Project.ROOT.resolve(".ci/run"))).isTrue();
  }

  @Test
  void no_file_names_a_machine_or_where_its_packages_were_fetched() {
    var found = new ArrayList<String>();
    Project.files()
        .filter(file -> !file.endsWith("ProjectDocumentsTest.java"))
        .forEach(file -> {
          String text = new String(bytes(file), StandardCharsets.ISO_8859_1);
          if (text.indexOf('\0') < 0) {
            for (Pattern foreign : FOREIGN) {
              foreign
                  .matcher(text)
                  .results()
                  .findFirst()
                  .ifPresent(one -> found.add(Project.shown(file) + ": " + one.group()));
            }
          }
        });
    assertThat(found).isEmpty();
  }

  @Test
  void what_names_a_machine_is_known_when_seen() {
    assertThat(
            List.of(
                "\"resolved\": \"https://example.org/a.tgz\"",
                "https://registry.example.org/a",
                "registry=http://example.org",
                "cd /home/anna/project"))
        .allMatch(text -> FOREIGN.stream().anyMatch(one -> one.matcher(text).find()));
  }

  private static List<String> links(Path document) {
    return LINK.matcher(FENCED.matcher(Project.text(document)).replaceAll(""))
        .results()
        .map(link -> link.group(1))
        .toList();
  }

  /** Words in code that look like paths. */
  private static List<String> named(String text) {
    var words = new ArrayList<String>();
    FENCED
        .matcher(text)
        .results()
        .flatMap(block -> block.group(1).lines())
        .filter(line -> !line.startsWith(" "))
        .map(line -> line.split(" ")[0])
        .forEach(words::add);
    CODE.matcher(FENCED.matcher(text).replaceAll(""))
        .results()
        .map(code -> code.group(1).split(" ")[0])
        .forEach(words::add);
    return words.stream().filter(word -> PATH.matcher(word).matches()).toList();
  }

  private static boolean inSources(String name) {
    return Project.files().anyMatch(file -> file.endsWith(name));
  }

  private static byte[] bytes(Path file) {
    try {
      return Files.readAllBytes(file);
    } catch (java.io.IOException unreadable) {
      throw new java.io.UncheckedIOException(unreadable);
    }
  }
}
