// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.benchmarks;

import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Keeps the cores from falling asleep, as whoever measures latencies does: where one request is in
 * flight every core sleeps between two steps of it, and waking a virtual one takes longer than the
 * step. Linux offers this to who may write the device, while it is open.
 */
final class Cores implements AutoCloseable {

  private static final Path LATENCY = Path.of("/dev/cpu_dma_latency");

  private final FileOutputStream request;
  private final String state;

  private Cores(FileOutputStream request, String state) {
    this.request = request;
    this.state = state;
  }

  static Cores asTheyAre() {
    return new Cores(null, "may sleep");
  }

  static Cores awake() {
    return awake(LATENCY);
  }

  static Cores awake(Path device) {
    if (!Files.isWritable(device)) {
      return new Cores(null, "may sleep: " + device + " cannot be written");
    }
    try {
      return new Cores(request(device), "kept awake by " + device);
    } catch (IOException e) {
      return new Cores(null, "may sleep: " + e.getMessage());
    }
  }

  private static FileOutputStream request(Path device) throws IOException {
    FileOutputStream request = new FileOutputStream(device.toFile());
    try {
      // No microsecond of latency, as an int.
      request.write(new byte[Integer.BYTES]);
      return request;
    } catch (IOException e) {
      request.close();
      throw e;
    }
  }

  /** For the report. */
  String state() {
    return state;
  }

  @Override
  public void close() throws IOException {
    if (request != null) {
      request.close();
    }
  }
}
