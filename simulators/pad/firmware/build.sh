#!/bin/sh
# Compiles the reference sketch of the rating pad for the ATmega328P at 16 MHz (Arduino Uno): build.sh OUTPUT.hex
# Needs the Debian packages gcc-avr, avr-libc and arduino-core-avr.
set -eu

output=$1
sketch=$(dirname "$0")/../../../device/pad/ratingPad/ratingPad.ino
arduino=${ARDUINO_AVR:-/usr/share/arduino/hardware/arduino/avr}
core=$arduino/cores/arduino
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

target='-mmcu=atmega328p -DF_CPU=16000000L -DARDUINO=10819 -DARDUINO_AVR_UNO -DARDUINO_ARCH_AVR'
common="-c -Os -ffunction-sections -fdata-sections -flto -fno-fat-lto-objects $target"
cpp="$common -std=gnu++11 -fno-exceptions -fno-threadsafe-statics"
headers="-I $core -I $arduino/variants/standard"

# Word splitting of the options is meant.
# shellcheck disable=SC2086
{
  avr-g++ $cpp $headers -Wall -Wextra -Werror -x c++ "$sketch" -o "$work/sketch.o"
  for name in wiring wiring_digital wiring_analog hooks; do
    avr-gcc $common $headers -std=gnu11 -w "$core/$name.c" -o "$work/$name.o"
  done
  for name in main abi new HardwareSerial HardwareSerial0 Print Stream; do
    avr-g++ $cpp $headers -fpermissive -w "$core/$name.cpp" -o "$work/$name.o"
  done
  avr-gcc -Os -flto -fuse-linker-plugin -Wl,--gc-sections $target "$work"/*.o -o "$work/sketch.elf" -lm
}
avr-objcopy -O ihex -R .eeprom "$work/sketch.elf" "$output"
