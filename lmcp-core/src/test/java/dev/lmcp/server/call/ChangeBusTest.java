package dev.lmcp.server.call;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class ChangeBusTest {

    private static final Change TOOLS = new Change.ListChanged(Change.Kind.TOOLS);
    private static final Change PROMPTS = new Change.ListChanged(Change.Kind.PROMPTS);

    private final Queue<Runnable> waiting = new ArrayDeque<>();
    private final ChangeBus bus = new ChangeBus(waiting::add);
    private final List<Change> heard = new ArrayList<>();

    private void deliver() {
        while (!waiting.isEmpty()) {
            waiting.remove().run();
        }
    }

    @Test
    void deliversNothingOnTheThreadOfThePublisher() {
        bus.subscribe(heard::add);

        bus.publish(TOOLS);
        assertThat(heard).isEmpty();

        deliver();
        assertThat(heard).containsExactly(TOOLS);
    }

    @Test
    void deliversARejectedChangeWithTheNextOne() {
        List<Runnable> taken = new ArrayList<>();
        ChangeBus busy = new ChangeBus(task -> {
            if (taken.isEmpty()) {
                taken.add(() -> {});
                throw new RejectedExecutionException("the queue is full");
            }
            taken.add(task);
        });
        busy.subscribe(heard::add);

        busy.publish(TOOLS);
        busy.publish(PROMPTS);
        taken.forEach(Runnable::run);

        assertThat(heard).containsExactly(TOOLS, PROMPTS);
    }

    @Test
    void deliversAThousandRegistrationsOnce() {
        bus.subscribe(heard::add);

        for (int i = 0; i < 1000; i++) {
            bus.publish(TOOLS);
        }
        deliver();

        assertThat(heard).containsExactly(TOOLS);
    }

    @Test
    void keepsTheOrderOfChanges() {
        bus.subscribe(heard::add);

        bus.publish(PROMPTS);
        bus.publish(new Change.ResourceUpdated("b"));
        bus.publish(TOOLS);
        bus.publish(new Change.ResourceUpdated("a"));
        bus.publish(PROMPTS);
        deliver();

        assertThat(heard)
                .containsExactly(PROMPTS, new Change.ResourceUpdated("b"), TOOLS, new Change.ResourceUpdated("a"));
    }

    @Test
    void deliversAChangeAgainIfItIsPublishedDuringItsDelivery() {
        bus.subscribe(change -> {
            heard.add(change);
            if (heard.size() == 1) {
                bus.publish(TOOLS);
            }
        });

        bus.publish(TOOLS);
        deliver();

        assertThat(heard).containsExactly(TOOLS, TOOLS);
    }

    @Test
    void deliversToTheOtherListenersIfOneFails() {
        bus.subscribe(change -> {
            throw new IllegalStateException("a fault of the listener");
        });
        bus.subscribe(heard::add);

        bus.publish(TOOLS);
        deliver();
        bus.publish(PROMPTS);
        deliver();

        assertThat(heard).containsExactly(TOOLS, PROMPTS);
    }

    @Test
    void deliversNothingAfterUnsubscribe() {
        ChangeBus.Listener sink = heard::add;
        bus.subscribe(sink);
        bus.unsubscribe(sink);

        bus.publish(TOOLS);
        deliver();

        assertThat(heard).isEmpty();
        assertThat(bus.size()).isZero();
    }

    @Test
    void losesNoChangeUnderConcurrency() throws InterruptedException {
        ExecutorService threads = Executors.newFixedThreadPool(2);
        ChangeBus shared = new ChangeBus(threads);
        for (int round = 0; round < 2000; round++) {
            CountDownLatch last = new CountDownLatch(1);
            Change change = new Change.ResourceUpdated("r" + round);
            ChangeBus.Listener sink = told -> {
                if (told.equals(change)) {
                    last.countDown();
                }
            };
            shared.subscribe(sink);
            shared.publish(TOOLS);
            shared.publish(change);
            assertThat(last.await(10, TimeUnit.SECONDS)).as("round %s", round).isTrue();
            shared.unsubscribe(sink);
        }
        threads.shutdown();
    }
}
