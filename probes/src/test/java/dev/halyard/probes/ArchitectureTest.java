package dev.halyard.probes;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

class ArchitectureTest {
  private static final String[] DRIVERS = {
    "dev.halyard.probes.emulator..", "dev.halyard.probes.qemu..", "dev.halyard.probes.process.."
  };

  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("dev.halyard.probes");

  @Test
  void probesUseOnlyTargets() {
    classes()
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(
            "dev.halyard.probes..",
            "dev.halyard.targets..",
            "java..",
            "org.jspecify..",
            "org.slf4j..",
            "com.fazecast.jSerialComm..")
        .check(CLASSES);
  }

  @Test
  void driversAreSeenByNobody() {
    for (String driver : DRIVERS) {
      noClasses()
          .that()
          .resideOutsideOfPackage(driver)
          .should()
          .dependOnClassesThat()
          .resideInAPackage(driver)
          .check(CLASSES);
    }
  }

  @Test
  void onlyTheSerialPackageKnowsTheSerialLibrary() {
    noClasses()
        .that()
        .resideOutsideOfPackage("dev.halyard.probes.serial")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("com.fazecast..")
        .check(CLASSES);
  }

  @Test
  void packagesHaveNoCycles() {
    slices().matching("dev.halyard.(probes.*)").should().beFreeOfCycles().check(CLASSES);
  }
}
