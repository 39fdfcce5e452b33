package org.wirestat.capture.file;

/**
 * One of the files that a user meant.
 *
 * @param isOfFolder whether it was not named itself, but the folder that it is in
 */
record NamedInput(Lane.Inputs inputs, boolean isOfFolder) {}
