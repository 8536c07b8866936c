import 'johnny-five';

declare module 'johnny-five' {
  interface BoardOption {
    /** False keeps johnny-five from installing a SIGINT handler that ends the process by force. */
    sigint?: boolean;
  }
}
