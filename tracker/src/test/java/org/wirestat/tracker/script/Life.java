package org.wirestat.tracker.script;

import java.util.Random;

/** Whole connections as two kernels lead them, drawn by a seeded generator: for tests of what must hold for any. */
public final class Life {

    private final Wire wire;
    private final Random random;

    public Life(Wire wire, Random random) {
        this.wire = wire;
        this.random = random;
    }

    /** From the handshake to the end, and all that a kernel says in between. */
    public void lead(Host client) {
        Host server = client.peer();
        switch (random.nextInt(12)) {
            case 0 -> server.refuse(client.syn());
            case 1 -> {
                Sending syn = client.lost().syn();
                wire.pass(1_000_000_000L);
                syn.again();
                server.refuse(syn);
            }
            default -> {
                open(client);
                talk(client);
                close(random.nextBoolean() ? client : server);
            }
        }
    }

    /** A connection that is not reset and not refused: it stays open, half-closed, or closes. */
    public void leadToAnEndInPeace(Host client) {
        open(client);
        talk(client);
        client.data(10);
        client.peer().ack();
        Host first = random.nextBoolean() ? client : client.peer();
        switch (random.nextInt(3)) {
            case 0 -> talk(client);
            case 1 -> {
                first.fin();
                first.peer().ack();
                first.peer().data(500);
                first.ack();
            }
            default -> {
                first.fin();
                first.peer().ack();
                wire.pass(300_000_000L);
                first.peer().fin();
                first.ack();
            }
        }
    }

    private void open(Host client) {
        Host server = client.peer();
        client.syn();
        Sending synAck = server.synAck();
        if (random.nextInt(8) == 0) {
            client.lost().ack();
            wire.pass(1_000_000_000L);
            synAck.again();
        }
        client.ack();
    }

    private void talk(Host client) {
        for (int turns = random.nextInt(8); turns > 0; turns--) {
            Host speaker = random.nextBoolean() ? client : client.peer();
            for (int segments = 1 + random.nextInt(3); segments > 0; segments--) {
                if (random.nextInt(10) == 0) {
                    Sending lost = speaker.lost().data(1 + random.nextInt(1400));
                    wire.pass(250_000_000L);
                    lost.again();
                } else {
                    speaker.data(1 + random.nextInt(1400));
                }
            }
            speaker.peer().ack();
            wire.pass(random.nextInt(50) * 1_000_000L);
        }
    }

    private void close(Host first) {
        Host second = first.peer();
        switch (random.nextInt(6)) {
            case 0 -> first.abort();
            case 1 -> {
                first.fin();
                second.ack();
                second.abort();
            }
            case 2 -> {
                first.lost().fin();
                second.lost().fin();
                first.receivesFin();
                second.receivesFin();
                first.ack();
                second.ack();
            }
            case 3 -> {
                first.fin();
                second.ack();
                second.data(500);
                first.ack();
                second.fin();
                first.ack();
            }
            case 4 -> {
                Sending fin = first.lost().fin();
                wire.pass(250_000_000L);
                fin.again();
                second.fin();
                first.ack();
            }
            default -> {
                first.fin();
                second.fin();
                first.ack();
            }
        }
    }
}
