package dev.halyard.probes.serial;

import com.fazecast.jSerialComm.SerialPort;
import dev.halyard.probes.ProbeException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * Loads jSerialComm's native library so that programs that start at the same time do not disturb
 * each other: the library unpacks itself to one path per user, and must not be loaded while another
 * program is still writing it.
 */
final class NativeLibrary {
  private static final String ID_PROPERTY = "fazecast.jSerialComm.appid";

  private static boolean loaded;

  private NativeLibrary() {}

  static synchronized void load() {
    if (loaded) {
      return;
    }
    String id = "halyard-" + System.getProperty("user.name").replaceAll("[^A-Za-z0-9]", "_");
    if (System.getProperty(ID_PROPERTY) == null) {
      System.setProperty(ID_PROPERTY, id);
    }
    Path lockFile = Path.of(System.getProperty("java.io.tmpdir"), id + ".lock");
    try (FileChannel channel =
            FileChannel.open(lockFile, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        FileLock lock = channel.lock()) {
      SerialPort.getVersion();
      loaded = lock.isValid();
    } catch (IOException e) {
      throw ProbeException.ofFile("cannot lock " + lockFile, e);
    }
  }
}
