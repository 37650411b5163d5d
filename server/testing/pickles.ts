/** A pickle of protocol 4 that calls `os.system("true")`. */
export const EVIL_PICKLE = Buffer.from("\x80\x04\x8c\x02os\x8c\x06system\x93\x8c\x04true\x85R.", "latin1");
