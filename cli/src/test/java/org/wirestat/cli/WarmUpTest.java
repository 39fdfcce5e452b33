package org.wirestat.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.wirestat.capture.Intake;

/** Nobody waits for it, and no frame. */
@Timeout(60)
class WarmUpTest {

    @Test
    void onAQuietWireAllOfItIsPlayed() throws Exception {
        WarmUp warmUp = new WarmUp(() -> new Intake(7, 7));
        warmUp.play();
        assertTrue(warmUp.played() >= WarmUp.FRAMES, warmUp.played() + " frames");
    }

    @Test
    void aFrameOfTheWireGoesFirst() throws Exception {
        AtomicLong frames = new AtomicLong();
        AtomicLong looks = new AtomicLong();
        WarmUp warmUp = new WarmUp(() -> {
            looks.incrementAndGet();
            return new Intake(0, frames.incrementAndGet());
        });
        Thread player = new Thread(() -> {
            try {
                warmUp.play();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        player.start();
        while (looks.get() < 20) {
            TimeUnit.MILLISECONDS.sleep(1);
        }
        player.interrupt();
        player.join();
        assertEquals(0, warmUp.played());
    }

    @Test
    void itsThreadEndsWithTheCapture() throws Exception {
        WarmUp warmUp = new WarmUp(() -> Intake.NONE);
        warmUp.begin();
        warmUp.close();
        warmUp.join();
        assertTrue(warmUp.played() < WarmUp.FRAMES, warmUp.played() + " frames");
    }
}
