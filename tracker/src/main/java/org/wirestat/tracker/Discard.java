package org.wirestat.tracker;

/** Why a frame gave no segment. */
public enum Discard {
    /** It gave one. */
    NONE("kept"),
    UNKNOWN_LINK_TYPE("link type not supported"),
    NOT_IP("not IP"),
    TRUNCATED("cut short"),
    MALFORMED("malformed header"),
    FRAGMENT("fragment without transport header"),
    OTHER_TRANSPORT("neither TCP nor UDP"),
    ENCRYPTED("encrypted"),
    TOO_DEEP("too many layers"),
    /** Its bytes brought a decoder of ours to fall. The frames after it are read all the same. */
    DEFECT("a defect of wirestat"),
    /** Only where all checksums are looked at. */
    BAD_HEADER_CHECKSUM("wrong IP header checksum");

    private final String words;

    Discard(String words) {
        this.words = words;
    }

    /** In words, for a summary line. */
    public String words() {
        return words;
    }
}
