package org.wirestat.capture.live;

class RingEngineTest extends EngineContract {

    RingEngineTest() {
        super(Engine.RING);
    }
}
