package se.invanardialog.dispatch;

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
  static final ArchRule nothing_knows_of_dispatch =
      noClasses()
          .that()
          .resideOutsideOfPackage("..dispatch..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("..dispatch..");

  @ArchTest
  static final ArchRule dispatch_does_not_know_of_results =
      noClasses()
          .that()
          .resideInAPackage("..dispatch..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("..results..", "..local..");

  @Test
  void the_catalogues_say_the_same_in_every_language() {
    CatalogueRules.hold("dispatch");
  }
}
