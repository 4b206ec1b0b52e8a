package dev.halyard.engine;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ArchitectureTest {
  private static final String ENGINE = "dev.halyard.engine.";
  private static final String TARGETS = "dev.halyard.targets..";
  private static final String[] LIBRARIES = {
    "java..", "org.jspecify..", "com.google.flatbuffers.."
  };

  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("dev.halyard.engine");

  @Test
  void engineUsesOnlyTargets() {
    classes()
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(withLibraries(Stream.of("dev.halyard.engine..", TARGETS)))
        .check(CLASSES);
  }

  /** Data moves down: a package knows only what comes before it on a model's way. */
  @ParameterizedTest(name = "{0} uses {1}")
  @CsvSource({
    "diagnostic, ''",
    "ir, ''",
    "importer, ir diagnostic",
    "interpret, ir",
    "requantization, ir",
    "kernel, ir requantization diagnostic targets",
    "pass, ir interpret kernel",
    "memory, ir kernel targets",
    "schedule, ir kernel memory targets",
    "codegen, ir interpret requantization kernel pass memory schedule diagnostic targets",
  })
  void packageUsesOnlyWhatComesBefore(String name, String used) {
    Stream<String> packages =
        Stream.concat(Stream.of(name), Stream.of(used.split(" ")).filter(part -> !part.isEmpty()))
            .map(part -> part.equals("targets") ? TARGETS : ENGINE + part + "..");
    classes()
        .that()
        .resideInAPackage(ENGINE + name + "..")
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(withLibraries(packages))
        .check(CLASSES);
  }

  @Test
  void onlyTheImporterKnowsFlatbuffers() {
    classes()
        .that()
        .resideOutsideOfPackage("dev.halyard.engine.importer.tflite.schema")
        .should()
        .onlyDependOnClassesThat()
        .resideOutsideOfPackage("com.google.flatbuffers..")
        .check(CLASSES);
  }

  @Test
  void packagesHaveNoCycles() {
    slices().matching("dev.halyard.engine.(**)").should().beFreeOfCycles().check(CLASSES);
  }

  private static String[] withLibraries(Stream<String> packages) {
    return Stream.concat(packages, Stream.of(LIBRARIES)).toArray(String[]::new);
  }
}
