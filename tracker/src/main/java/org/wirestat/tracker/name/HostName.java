package org.wirestat.tracker.name;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** A host's name as it stands on the wire. */
final class HostName {

    /** RFC 1035 §2.3.4, without the lengths of the labels. */
    static final int MOST_LENGTH = 253;

    private HostName() {}

    /** UTF-8 where it is that; else each byte is a character, so that nothing is lost of what somebody wrote. */
    static String text(byte[] bytes, int length) {
        ByteBuffer name = ByteBuffer.wrap(bytes, 0, length);
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(name).toString();
        } catch (CharacterCodingException e) {
            return new String(bytes, 0, length, StandardCharsets.ISO_8859_1);
        }
    }

    /** Bytes within bounds that the caller has checked. */
    static String text(ByteBuffer bytes, int from, int length) {
        byte[] name = new byte[length];
        bytes.get(from, name);
        return text(name, length);
    }

    /** Whether it may stand for a host in a table: not empty, not an address, and not the one name that means oneself. */
    static boolean isCredible(String name) {
        if (name.isBlank() || name.length() > MOST_LENGTH || name.indexOf(':') >= 0) {
            return false;
        }
        String lower = name.toLowerCase(Locale.ROOT);
        boolean isNumber = lower.chars().allMatch(c -> c == '.' || (c >= '0' && c <= '9'));
        return !isNumber && !lower.equals("localhost") && !lower.endsWith(".localhost");
    }
}
