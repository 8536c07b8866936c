// Rating pad: five keys and their lamps on a serial line, by the protocol of ../PROTOCOL.md, version 1.
// For an Arduino Uno or Nano (ATmega328P) and other boards of the Arduino family, such as a Raspberry Pi Pico.
//
// Wiring: each key between its pin and GND, no resistor. Each lamp (LED) from its pin through 330 ohm to GND.

#include <Arduino.h>

// ---- What is built in ----------------------------------------------------------------------------------------

#define HAS_MORE_TIME_KEY 1
#define HAS_LANGUAGE_KEY 1
#define HAS_MORE_TIME_LAMP 1

static const unsigned long BAUD_RATE = 115200;
#define FRAMING SERIAL_8N1

#if defined(ARDUINO_ARCH_RP2040)
// Keys: levels 1 (very dissatisfied) to 5 (very satisfied), more time, language.
static const uint8_t KEY_PINS[] = {6, 5, 4, 3, 2, 7, 8};
// Lamps: levels 5 (very satisfied) to 1, accepted, more time.
static const uint8_t LAMP_PINS[] = {10, 11, 12, 13, 14, 15, 16};
#else
// As above. Pins 3, 5, 6, 9, 10 and 11 of an Uno are the ones that can dim; pin 13 cannot be a key, its lamp pulls
// it down. A board with Firmata is wired the same.
static const uint8_t KEY_PINS[] = {12, 8, 7, 4, 2, A0, A1};
static const uint8_t LAMP_PINS[] = {3, 5, 6, 9, 10, 11, A2};
#endif

// ---- The protocol --------------------------------------------------------------------------------------------

static const char IDENTITY[] = "1,";
static const char NAME[] = "RatingPad 1.0";
static const uint8_t FEATURES = HAS_MORE_TIME_KEY | HAS_LANGUAGE_KEY << 1 | HAS_MORE_TIME_LAMP << 2;

static const uint8_t KEYS = sizeof KEY_PINS;
static const uint8_t LAMPS = sizeof LAMP_PINS;
static const uint8_t BODY_CHARACTERS = 40;
static const uint8_t LINE_CHARACTERS = BODY_CHARACTERS + 5;
static const unsigned long ABANDONED_MS = 5000;
static const unsigned long PULL_UP_MS = 10;

static char line[LINE_CHARACTERS];
static uint8_t lineLength = 0;
static bool lineTooLong = false;
static unsigned long heardAt = 0;

static uint8_t sentKeys = 0;
static unsigned long keysSentAt = 0;
static uint8_t shown[LAMPS];
static uint16_t lampsInForce = 0;

// CRC-16/IBM-3740.
static uint16_t checksum(const char *text, uint8_t length) {
  uint16_t crc = 0xFFFF;
  for (uint8_t i = 0; i < length; i++) {
    crc ^= (uint16_t)(uint8_t)text[i] << 8;
    for (uint8_t bit = 0; bit < 8; bit++) crc = crc & 0x8000 ? crc << 1 ^ 0x1021 : crc << 1;
  }
  return crc;
}

// ---- Sending -------------------------------------------------------------------------------------------------

static char outgoing[LINE_CHARACTERS + 1];
static uint8_t outgoingLength = 0;

static void put(char character) { outgoing[outgoingLength++] = character; }

static void putText(const char *text) {
  while (*text != 0) put(*text++);
}

static void putDigit(uint8_t value) { put(value < 10 ? '0' + value : 'A' + value - 10); }

static void putByte(uint8_t value) {
  putDigit(value >> 4);
  putDigit(value & 15);
}

static void putWord(uint16_t value) {
  putByte(value >> 8);
  putByte(value & 255);
}

static void begin(char type) {
  outgoingLength = 0;
  put(type);
}

// Never waits. A line without room in the output is dropped: the box asks again, and the keys are sent when there is.
static bool send() {
  const uint16_t crc = checksum(outgoing, outgoingLength);
  put('*');
  putWord(crc);
  put('\n');
  if (Serial.availableForWrite() < (int)outgoingLength) return false;
  Serial.write((const uint8_t *)outgoing, outgoingLength);
  return true;
}

static void sendIdentity(char type) {
  begin(type);
  putText(IDENTITY);
  putByte(FEATURES);
  put(',');
  putText(NAME);
  send();
}

// ---- Keys ----------------------------------------------------------------------------------------------------

static bool hasKey(uint8_t key) {
  if (key == 5) return HAS_MORE_TIME_KEY;
  if (key == 6) return HAS_LANGUAGE_KEY;
  return true;
}

static uint8_t readKeys() {
  uint8_t down = 0;
  for (uint8_t key = 0; key < KEYS; key++) {
    if (hasKey(key) && digitalRead(KEY_PINS[key]) == LOW) down |= 1 << key;
  }
  return down;
}

// At most once a millisecond; a change that finds no room is sent as soon as there is some.
static void watchKeys() {
  const uint8_t down = readKeys();
  if (down == sentKeys || millis() == keysSentAt) return;
  begin('K');
  putByte(down);
  if (!send()) return;
  sentKeys = down;
  keysSentAt = millis();
}

static void answerPing(uint8_t echo) {
  const uint8_t down = readKeys();
  begin('P');
  putByte(echo);
  putByte(down);
  putWord(lampsInForce);
  if (send()) sentKeys = down;
}

// ---- Lamps ---------------------------------------------------------------------------------------------------

static void light(uint8_t lamp, uint8_t brightness) {
  if (shown[lamp] == brightness) return;
  shown[lamp] = brightness;
  analogWrite(LAMP_PINS[lamp], brightness);
}

static void darken() {
  for (uint8_t lamp = 0; lamp < LAMPS; lamp++) light(lamp, 0);
  lampsInForce = 0;
}

// ---- Receiving -----------------------------------------------------------------------------------------------

// The value of two hexadecimal capitals, or -1.
static int byteAt(const char *text) {
  int value = 0;
  for (uint8_t i = 0; i < 2; i++) {
    const char digit = text[i];
    if (digit >= '0' && digit <= '9') value = value * 16 + digit - '0';
    else if (digit >= 'A' && digit <= 'F') value = value * 16 + digit - 'A' + 10;
    else return -1;
  }
  return value;
}

static void showLamps(uint16_t crc) {
  uint8_t wanted[LAMPS];
  for (uint8_t lamp = 0; lamp < LAMPS; lamp++) {
    const int brightness = byteAt(line + 1 + 2 * lamp);
    if (brightness < 0) return;
    wanted[lamp] = brightness;
  }
  for (uint8_t lamp = 0; lamp < LAMPS; lamp++) light(lamp, wanted[lamp]);
  lampsInForce = crc;
}

static void obey(uint8_t bodyLength, uint16_t crc) {
  if (line[0] == 'H' && bodyLength == 1) sendIdentity('H');
  if (line[0] == 'P' && bodyLength == 3 && byteAt(line + 1) >= 0) answerPing(byteAt(line + 1));
  if (line[0] == 'L' && bodyLength == 1 + 2 * LAMPS) showLamps(crc);
}

static void takeLine() {
  if (lineTooLong || lineLength < 6 || line[lineLength - 5] != '*') return;
  const uint8_t bodyLength = lineLength - 5;
  const uint16_t crc = checksum(line, bodyLength);
  if (byteAt(line + bodyLength + 1) != (int)(crc >> 8)) return;
  if (byteAt(line + bodyLength + 3) != (int)(crc & 255)) return;
  heardAt = millis();
  obey(bodyLength, crc);
}

static void listen() {
  while (Serial.available() > 0) {
    const char character = Serial.read();
    if (character == '\n') {
      takeLine();
      lineLength = 0;
      lineTooLong = false;
    } else if (lineLength < LINE_CHARACTERS) {
      line[lineLength++] = character;
    } else {
      lineTooLong = true;
    }
  }
  if (millis() - heardAt > ABANDONED_MS) darken();
}

// ---- Program -------------------------------------------------------------------------------------------------

void setup() {
  for (uint8_t key = 0; key < KEYS; key++) pinMode(KEY_PINS[key], INPUT_PULLUP);
  for (uint8_t lamp = 0; lamp < LAMPS; lamp++) {
    pinMode(LAMP_PINS[lamp], OUTPUT);
    digitalWrite(LAMP_PINS[lamp], LOW);
  }
  Serial.begin(BAUD_RATE, FRAMING);
  delay(PULL_UP_MS);
  sendIdentity('B');
}

void loop() {
  listen();
  watchKeys();
}
