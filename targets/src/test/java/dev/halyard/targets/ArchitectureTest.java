package dev.halyard.targets;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

class ArchitectureTest {
  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("dev.halyard.targets");

  @Test
  void targetsUseNothingOfOurs() {
    classes()
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(
            "dev.halyard.targets..", "java..", "org.jspecify..", "com.fasterxml.jackson..")
        .check(CLASSES);
  }

  @Test
  void onlyTheReaderKnowsYaml() {
    classes()
        .that()
        .doNotHaveSimpleName("BoardYaml")
        .and()
        .doNotHaveSimpleName("BoardReader")
        .and()
        .doNotHaveSimpleName("Fields")
        .should()
        .onlyDependOnClassesThat()
        .resideOutsideOfPackage("com.fasterxml.jackson..")
        .check(CLASSES);
  }
}
