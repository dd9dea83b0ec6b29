package se.invanardialog.signatures;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import org.junit.jupiter.api.Test;
import se.invanardialog.core.texts.CatalogueRules;

@AnalyzeClasses(packages = "se.invanardialog", importOptions = ImportOption.DoNotIncludeTests.class)
class HouseTest {
  @ArchTest
  static final ArchRule nothing_below_knows_of_signatures =
      noClasses()
          .that()
          .resideInAnyPackage("..core..", "..dialogues..", "..suggestions..", "..panels..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("..signatures..");

  @ArchTest
  static final ArchRule signatures_do_not_know_what_is_above =
      noClasses()
          .that()
          .resideInAPackage("..signatures..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("..dispatch..", "..results..", "..local..");

  @Test
  void the_catalogues_say_the_same_in_every_language() {
    CatalogueRules.hold("signatures");
  }
}
