package dev.halyard.harness.record;

import dev.halyard.harness.disk.FullDisk;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sqlite.SQLiteJDBCLoader;

/** The history of runs: append-only, one row per run, safe for several processes at once. */
public final class History implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(History.class);
  private static final int BUSY_TIMEOUT_MILLIS = 30_000;

  private final Path file;
  private final Connection connection;

  private History(Path file, Connection connection) {
    this.file = file;
    this.connection = connection;
  }

  /**
   * Loads what the database needs and a program that is ending cannot load any more, so that it can
   * still {@link #open} it then.
   */
  public static void prepare() {
    try {
      SQLiteJDBCLoader.initialize();
    } catch (Exception e) {
      LOG.debug("the database's library cannot be loaded", e); // opening says so
    }
  }

  /**
   * Opens the history in a SQLite file, which is made if missing.
   *
   * @throws IOException if the file cannot be opened or is not a history; the message names it
   */
  public static History open(Path file) throws IOException {
    Files.createDirectories(file.toAbsolutePath().getParent());
    try {
      Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
      try (Statement statement = connection.createStatement()) {
        statement.execute("PRAGMA busy_timeout = " + BUSY_TIMEOUT_MILLIS);
        statement.execute("PRAGMA journal_mode = WAL");
        statement.execute(
            """
            CREATE TABLE IF NOT EXISTS run (
              id INTEGER PRIMARY KEY, time TEXT NOT NULL, model TEXT NOT NULL, sha256 TEXT NOT NULL,
              board TEXT NOT NULL, cores INTEGER NOT NULL, toolchain TEXT, elf_sha256 TEXT,
              verdict TEXT NOT NULL, instructions INTEGER, record TEXT NOT NULL, cycles INTEGER)
            """);
        addCycles(statement);
        statement.execute(
            "CREATE INDEX IF NOT EXISTS run_series ON run (sha256, board, cores, id)");
      }
      return new History(file, connection);
    } catch (SQLException e) {
      String remedy = "; check its permissions, or move it away to begin a new one";
      throw problem("cannot open the history '" + file + "': ", e, remedy, file);
    }
  }

  private static IOException problem(String what, SQLException cause, String remedy, Path file) {
    String why = FullDisk.caused(cause) ? FullDisk.problem(file) : cause.getMessage() + remedy;
    return new IOException(what + why, cause);
  }

  /** Files of earlier versions have no column for cycles. Two processes may find that at once. */
  private static void addCycles(Statement statement) throws SQLException {
    if (hasCycles(statement)) {
      return;
    }
    try {
      statement.execute("ALTER TABLE run ADD COLUMN cycles INTEGER");
    } catch (SQLException e) {
      if (!hasCycles(statement)) {
        throw e;
      }
    }
  }

  private static boolean hasCycles(Statement statement) throws SQLException {
    String sql = "SELECT 1 FROM pragma_table_info('run') WHERE name = 'cycles'";
    try (ResultSet row = statement.executeQuery(sql)) {
      return row.next();
    }
  }

  /**
   * Appends a record.
   *
   * @throws IOException if it cannot be written
   */
  public void append(RunRecord record, Instant time) throws IOException {
    String sql =
        "INSERT INTO run (time, model, sha256, board, cores, toolchain, elf_sha256, verdict,"
            + " instructions, record, cycles) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";
    Subject subject = record.subject();
    Object[] values = {
      time.toString(),
      subject.model(),
      subject.sha256(),
      subject.board(),
      subject.cores(),
      subject.toolchain(),
      subject.elfSha256(),
      record.judgement().verdict().text(),
      record.speed().instructions(),
      record.toJson(),
      record.speed().cycles()
    };
    try (PreparedStatement insert = connection.prepareStatement(sql)) {
      for (int i = 0; i < values.length; i++) {
        insert.setObject(i + 1, values[i]);
      }
      insert.executeUpdate();
    } catch (SQLException e) {
      throw problem("cannot write to the history: ", e, "", file);
    }
  }

  /**
   * Returns the newest records of a model on a board as JSON, newest first; damaged ones are left
   * out.
   *
   * @param limit most records to return
   * @throws IOException if the history cannot be read
   */
  public List<String> newest(String sha256, String board, int limit) throws IOException {
    String sql =
        "SELECT record FROM run WHERE sha256 = ? AND board = ? AND json_valid(record)"
            + " ORDER BY id DESC LIMIT ?";
    try (PreparedStatement select = connection.prepareStatement(sql)) {
      select.setString(1, sha256);
      select.setString(2, board);
      select.setInt(3, limit);
      List<String> records = new ArrayList<>();
      try (ResultSet rows = select.executeQuery()) {
        while (rows.next()) {
          records.add(rows.getString(1));
        }
      }
      return records;
    } catch (SQLException e) {
      throw new IOException("cannot read the history: " + e.getMessage(), e);
    }
  }

  /**
   * Returns what is to be told of damaged records; empty if there are none.
   *
   * @throws IOException if the history cannot be read
   */
  public Optional<String> damage() throws IOException {
    String sql = "SELECT COUNT(*) FROM run WHERE NOT json_valid(record)";
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      int damaged = row.next() ? row.getInt(1) : 0;
      return damaged == 0
          ? Optional.empty()
          : Optional.of(
              "%d record%s of the history '%s' cannot be read and %s left out"
                  .formatted(damaged, damaged == 1 ? "" : "s", file, damaged == 1 ? "is" : "are"));
    } catch (SQLException e) {
      throw new IOException("cannot read the history: " + e.getMessage(), e);
    }
  }

  @Override
  public void close() throws IOException {
    try {
      connection.close();
    } catch (SQLException e) {
      throw new IOException("cannot close the history: " + e.getMessage(), e);
    }
  }
}
