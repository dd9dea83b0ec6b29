package se.invanardialog.panels;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "se.invanardialog", importOptions = ImportOption.DoNotIncludeTests.class)
class HouseTest {
  @ArchTest
  static final ArchRule nothing_below_knows_of_panels =
      noClasses()
          .that()
          .resideInAnyPackage("..core..", "..dialogues..", "..suggestions..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("..panels..");

  @ArchTest
  static final ArchRule members_do_not_know_what_they_are_asked =
      noClasses()
          .that()
          .resideInAPackage("..panels.members..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("..surveys..", "..answers..", "..sendouts..");
}
