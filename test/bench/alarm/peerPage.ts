/** C4 E4 G4 C5 G4, twice, as the urgent chime (A7). */
const CALL = [-9, -5, -2, 3, -2].map((semitones) => 440 * 2 ** (semitones / 12));
const NOTES = [...CALL, ...CALL].map((frequency, at) => ({ frequency, startMs: at * 180, durationMs: 130 }));
const PARTIALS = [0, 1, 0.6, 0.45, 0.35, 0.25];

/**
 * The page of the Node-RED flow: a banner for each message of its web socket and the notes of the urgent chime, made as
 * plainly as somebody would by hand. The banner is marked as the console's is, for the same probe.
 */
export const peerPage = (): string => `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>Alarms</title>
<style>article.alarm { background: #b00020; color: #fff; font: 3rem sans-serif; padding: 2rem }</style></head>
<body><main id="alarms"></main><script>
const notes = ${JSON.stringify(NOTES)};
const partials = ${JSON.stringify(PARTIALS)};
const context = new AudioContext();
const wave = context.createPeriodicWave(partials.map(() => 0), partials);
function chime() {
  const at = context.currentTime;
  for (const { frequency, startMs, durationMs } of notes) {
    const start = at + startMs / 1000, end = start + durationMs / 1000;
    const envelope = context.createGain();
    envelope.gain.setValueAtTime(0, start);
    envelope.gain.linearRampToValueAtTime(0.6, start + 0.025);
    envelope.gain.setValueAtTime(0.6, end - 0.025);
    envelope.gain.linearRampToValueAtTime(0, end);
    envelope.connect(context.destination);
    const oscillator = context.createOscillator();
    oscillator.setPeriodicWave(wave);
    oscillator.frequency.value = frequency;
    oscillator.connect(envelope);
    oscillator.start(start);
    oscillator.stop(end);
  }
}
const socket = new WebSocket('ws://' + location.host + '/alarms');
socket.onopen = () => { document.body.dataset.live = 'yes'; };
socket.onmessage = ({ data }) => {
  const alarm = JSON.parse(data);
  const place = document.getElementById('alarms');
  place.replaceChildren();
  if (alarm.over) return;
  const banner = document.createElement('article');
  banner.className = 'alarm';
  banner.dataset.alarm = alarm.id;
  banner.setAttribute('role', 'alert');
  banner.textContent = alarm.text;
  place.append(banner);
  chime();
};
</script></body></html>`;
