package org.wirestat.capture.live;

class PcapEngineTest extends EngineContract {

    PcapEngineTest() {
        super(Engine.PCAP);
    }
}
