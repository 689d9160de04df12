package dev.lmcp.server.support;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** A scheduler whose periodic work is done when a test says so. */
public final class TestTimer extends ScheduledThreadPoolExecutor {

    private final List<Runnable> periodic = new CopyOnWriteArrayList<>();

    public TestTimer() {
        super(1);
    }

    @Override
    public ScheduledFuture<?> scheduleWithFixedDelay(Runnable work, long first, long then, TimeUnit unit) {
        periodic.add(work);
        return schedule(() -> {}, 1, TimeUnit.DAYS);
    }

    @Override
    public ScheduledFuture<?> scheduleAtFixedRate(Runnable work, long first, long then, TimeUnit unit) {
        return scheduleWithFixedDelay(work, first, then, unit);
    }

    /** How much periodic work there is. */
    public int periodic() {
        return periodic.size();
    }

    /** Does one piece of periodic work once. */
    public void tick(int piece) {
        periodic.get(piece).run();
    }

    /** Does all periodic work once. */
    public void tick() {
        periodic.forEach(Runnable::run);
    }
}
