package dev.halyard.probes.subprocess;

import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads what a program prints, so that it never blocks on a full pipe; keeps the last lines, and
 * the first one that was looked for. Hostile output, such as a line without end, costs no memory.
 */
final class LinePump {
  private static final int MAX_LINE_LENGTH = 4096;

  private final InputStream input;
  private final Pattern wanted;
  private final OutputTail tail = new OutputTail();
  private final CompletableFuture<Optional<MatchResult>> found = new CompletableFuture<>();
  private final Thread thread;

  LinePump(InputStream input, Pattern wanted) {
    this.input = input;
    this.wanted = wanted;
    this.thread = new Thread(this::run, "halyard-output");
    thread.setDaemon(true);
    thread.start();
  }

  OutputTail tail() {
    return tail;
  }

  /** Waits for the wanted line; empty if the output ends without it. */
  Optional<MatchResult> await(Duration timeout) throws TimeoutException, InterruptedException {
    try {
      return found.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Waits until everything that was printed has been read. */
  void awaitEnd(Duration timeout) throws InterruptedException {
    thread.join(timeout.toMillis());
  }

  private void run() {
    StringBuilder line = new StringBuilder();
    byte[] buffer = new byte[4096];
    try {
      for (int count = input.read(buffer); count >= 0; count = input.read(buffer)) {
        for (int i = 0; i < count; i++) {
          add(line, (char) (buffer[i] & 0xff));
        }
      }
    } catch (IOException e) {
      // The pipe is closed: the program has ended or is being ended.
    }
    if (line.length() > 0) {
      finish(line);
    }
    found.complete(Optional.empty());
  }

  private void add(StringBuilder line, char character) {
    if (character == '\n') {
      finish(line);
    } else if (character != '\r' && line.length() < MAX_LINE_LENGTH) {
      line.append(Character.isISOControl(character) ? '.' : character);
    }
  }

  private void finish(StringBuilder line) {
    String text = line.toString();
    line.setLength(0);
    tail.add(text);
    Matcher matcher = wanted.matcher(text);
    if (!found.isDone() && matcher.find()) {
      found.complete(Optional.of(matcher.toMatchResult()));
    }
  }
}
