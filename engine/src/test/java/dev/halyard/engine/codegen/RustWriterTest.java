package dev.halyard.engine.codegen;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.halyard.engine.codegen.RustExpression.Field;
import java.util.List;
import org.junit.jupiter.api.Test;

class RustWriterTest {
  private final RustWriter rust = new RustWriter();

  @Test
  void indentsBlocksAndLeavesEmptyLinesEmpty() {
    rust.block("fn f()", () -> rust.line("a();").blank().block("if b", () -> rust.line("c();")));
    assertThat(rust).hasToString("fn f() {\n    a();\n\n    if b {\n        c();\n    }\n}\n");
  }

  @Test
  void refusesALineThatIsTwo() {
    assertThatThrownBy(() -> rust.line("// a\nb")).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> rust.line("// a\rb")).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void writesShortStructsOnOneLineAndOthersByField() {
    rust.expression("a = ", struct(Field.of("x", 1), Field.of("y", 2)), ";");
    rust.expression("b = ", struct(Field.of("x", 1), Field.of("y", 1234567890)), ";");
    assertThat(rust)
        .hasToString("a = P { x: 1, y: 2 };\nb = P {\n    x: 1,\n    y: 1234567890,\n};\n");
  }

  @Test
  void aCommentKeepsAFieldOnItsLine() {
    rust.expression("", struct(new Field("x", RustExpression.of(1), "= 0.5")), "");
    assertThat(rust).hasToString("P {\n    x: 1, // = 0.5\n}\n");
  }

  @Test
  void usesTheShorthandForAFieldOfTheSameName() {
    rust.expression("", struct(Field.of("x", "x")), "");
    assertThat(rust).hasToString("P { x }\n");
  }

  @Test
  void breaksCallsWhoseArgumentsAreLong() {
    String[] arguments = {"a".repeat(30), "b".repeat(30)};
    rust.expression("", RustExpression.call("f", arguments[0]), ";");
    rust.expression("", RustExpression.call("f", arguments), ";");
    assertThat(rust)
        .hasToString(
            "f(%s);\nf(\n    %s,\n    %s,\n);\n"
                .formatted(arguments[0], arguments[0], arguments[1]));
  }

  @Test
  void putsAShortCallOfAnArmIntoABlockWhereItDoesNotFit() {
    String name = "a".repeat(60);
    rust.arm("0", RustExpression.call("f", name));
    rust.arm("b".repeat(40), RustExpression.call("f", name));
    rust.arm("1", RustExpression.call("f", name, "c"));
    assertThat(rust)
        .hasToString(
            "0 => f(%1$s),\n%2$s => {\n    f(%1$s)\n}\n1 => f(\n    %1$s,\n    c,\n),\n"
                .formatted(name, "b".repeat(40)));
  }

  @Test
  void breaksSignaturesThatDoNotFit() {
    List<String> parameters = List.of("a".repeat(50), "b".repeat(50));
    rust.function("fn f", List.of("&self"), "", () -> {});
    rust.function("fn g", parameters, "T", () -> rust.line("x"));
    assertThat(rust)
        .hasToString(
            "fn f(&self) {\n}\nfn g(\n    %s,\n    %s,\n) -> T {\n    x\n}\n"
                .formatted(parameters.get(0), parameters.get(1)));
  }

  private static RustExpression struct(Field... fields) {
    return RustExpression.struct("P", List.of(fields));
  }
}
