package org.wirestat.tracker;

/** The transport protocols whose conversations are tracked. */
public enum Transport {
    TCP,
    UDP
}
