// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.client.scheduling;

import io.reactivesqlite.client.engine.EngineException;
import io.reactivesqlite.client.engine.NativeConnection;
import io.reactivesqlite.client.engine.OpenSpec;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;

/** A real database file under lanes whose threads and timers are moved by the test. */
final class Rig implements AutoCloseable {

  final Database database;
  final OpenSpec spec;
  final List<Runnable> timers = new ArrayList<>();
  private final List<SessionLane> sessions = new ArrayList<>();
  private final List<ManualThread> threads = new ArrayList<>();

  Rig(Path directory, String journalMode) {
    Path file = directory.resolve("rig.db");
    spec =
        new OpenSpec(
            "file://" + file,
            file.toString(),
            true,
            1,
            16,
            sql -> true,
            List.of("PRAGMA journal_mode=" + journalMode, "PRAGMA synchronous=OFF"),
            List.of(),
            List.of());
    database = Database.acquire(file.toString());
    database.prepare(
        new Database.Preparation(spec, journalMode, 1000),
        1000,
        Runnable::run,
        (millis, callback) -> {},
        failure -> {
          if (failure != null) {
            throw new AssertionError(failure);
          }
        });
  }

  NativeConnection open() throws EngineException {
    return NativeConnection.open(spec);
  }

  LaneConnection connection(String name) {
    return new LaneConnection(name, this::open, database);
  }

  Timers timers() {
    return (millis, callback) -> timers.add(callback);
  }

  /** A session whose thread is {@code thread(n)}, n counted from 0. */
  SessionLane session(long turnTimeoutMillis, int queueLimit) {
    ManualThread thread = new ManualThread();
    threads.add(thread);
    return session(thread, turnTimeoutMillis, queueLimit);
  }

  /** A session on a thread of the test's. */
  SessionLane session(Executor thread, long turnTimeoutMillis, int queueLimit) {
    SessionLane lane =
        new SessionLane(
            "session." + sessions.size(),
            database,
            ProfileCache.shared(database).forConnection(),
            this::open,
            thread,
            Runnable::run,
            jobs -> jobs.forEach(Job::deliver),
            new BusyRetry(1000, timers()),
            new QueueBound(queueLimit),
            turnTimeoutMillis * 1_000_000);
    sessions.add(lane);
    return lane;
  }

  /** The writer lane of a pool; closed by the test. */
  WriteLane writer(Executor thread, Delivery delivery) {
    return new WriteLane(
        database,
        this::open,
        thread,
        Runnable::run,
        delivery,
        new QueueBound(100),
        new BusyRetry(30, timers()),
        16,
        1_000_000_000L);
  }

  ManualThread thread(int n) {
    return threads.get(n);
  }

  /** Lets every lane run until none has anything to do. */
  void settle() {
    for (int i = 0; i < 3; i++) {
      threads.forEach(ManualThread::runAll);
    }
  }

  @Override
  public void close() throws EngineException {
    for (SessionLane session : sessions) {
      session.closeNative();
    }
    database.release();
  }
}
