/** Why a command cannot go on, in one line for a person, with the log of what failed when there is one. */
export class Failure extends Error {
  /**
   * @param {string} message
   * @param {{ log?: string, status?: number }} [details] `log`: file with the full output; `status`: exit status
   */
  constructor(message, details = {}) {
    super(message);
    this.log = details.log;
    this.status = details.status ?? 1;
  }
}
