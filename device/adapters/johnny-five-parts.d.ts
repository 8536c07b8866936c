/** The two modules of johnny-five 2.1.0 that are used; the whole package loads 80 ms longer and takes 2 MB more. */
declare module 'johnny-five/lib/board.js' {
  export { Board as default } from 'johnny-five';
}

declare module 'johnny-five/lib/led/led.js' {
  export { Led as default } from 'johnny-five';
}
