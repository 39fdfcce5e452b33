package org.wirestat.capture.privilege;

/** A user of this system. */
record Account(String name, int uid, int gid) {

    /** Who nobody is, where the system has no account of that name. */
    static final Account NOBODY = new Account("nobody", 65534, 65534);
}
