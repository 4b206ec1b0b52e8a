package dev.halyard.harness.golden;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.halyard.engine.ir.ElementType;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class NpyArrayTest {

  @ParameterizedTest
  @EnumSource(ElementType.class)
  void writesWhatItReads(ElementType type) throws IOException {
    byte[] data = new byte[6 * type.bytes()];
    new Random(1).nextBytes(data);
    NpyArray array = new NpyArray(type, List.of(2, 3), data);
    assertThat(NpyArray.parse(array.toBytes(), "x.npy")).isEqualTo(array);
  }

  @Test
  void writesTheHeaderThatNumpyWrites() {
    byte[] file = new NpyArray(ElementType.INT8, List.of(2), new byte[] {1, 2}).toBytes();
    assertThat(file).hasSize(128 + 2);
    assertThat(new String(file, 10, 118, StandardCharsets.ISO_8859_1).strip())
        .isEqualTo("{'descr': '|i1', 'fortran_order': False, 'shape': (2,), }");
  }

  @Test
  void readsAScalar() throws IOException {
    NpyArray scalar = new NpyArray(ElementType.INT32, List.of(), new byte[] {1, 0, 0, 0});
    assertThat(NpyArray.parse(scalar.toBytes(), "x.npy").shape()).isEmpty();
  }

  @Test
  void refusesWhatIsNotAnArray() {
    assertThatThrownBy(() -> NpyArray.parse(new byte[100], "x.npy"))
        .isInstanceOf(IOException.class)
        .hasMessage("'x.npy' is not an .npy file: its first bytes are not those of NumPy's format");
  }

  @Test
  void refusesDataOfAnotherSize() {
    byte[] file = new NpyArray(ElementType.INT8, List.of(2), new byte[] {1, 2}).toBytes();
    assertThatThrownBy(() -> NpyArray.parse(Arrays.copyOf(file, file.length - 1), "x.npy"))
        .hasMessage("'x.npy' is int8[2], 2 bytes, but holds 1");
  }

  @Test
  void refusesToReadFractionsAsIntegers() {
    NpyArray array = new NpyArray(ElementType.FLOAT32, List.of(1), new byte[4]);
    assertThatThrownBy(array::toIntegers)
        .isInstanceOf(IOException.class)
        .hasMessage("the elements are float32, not integers");
  }

  @Test
  void refusesElementsOfAnotherType() {
    byte[] file = new NpyArray(ElementType.INT8, List.of(2), new byte[] {1, 2}).toBytes();
    String text = new String(file, StandardCharsets.ISO_8859_1).replace("|i1", "<f8");
    assertThatThrownBy(() -> NpyArray.parse(text.getBytes(StandardCharsets.ISO_8859_1), "x.npy"))
        .hasMessageStartingWith("'x.npy' has elements of type '<f8'; accepted: [");
  }

  @Test
  void refusesAHostileHeaderWithoutAllocating() {
    String header =
        "{'descr': '|i1', 'fortran_order': False, 'shape': (2147483647, 2147483647, 2147483647), }\n";
    byte[] file = new byte[10 + header.length()];
    System.arraycopy(
        new byte[] {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0, (byte) header.length(), 0},
        0,
        file,
        0,
        10);
    System.arraycopy(header.getBytes(StandardCharsets.ISO_8859_1), 0, file, 10, header.length());
    assertThatThrownBy(() -> NpyArray.parse(file, "x.npy"))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("but holds 0");
  }

  @Test
  void survivesAnyBytes() {
    byte[] good = new NpyArray(ElementType.INT16, List.of(3), new byte[6]).toBytes();
    Random random = new Random(2);
    for (int i = 0; i < 20_000; i++) {
      byte[] bad = good.clone();
      for (int k = random.nextInt(4); k >= 0; k--) {
        bad[random.nextInt(bad.length)] = (byte) random.nextInt();
      }
      try {
        NpyArray.parse(Arrays.copyOf(bad, random.nextInt(bad.length + 1)), "x.npy");
      } catch (IOException e) {
        assertThat(e).hasMessageContaining("'x.npy'");
      }
    }
  }
}
