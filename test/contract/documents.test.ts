import { createRequire } from 'node:module';
import { Validator } from '@seriousme/openapi-schema-validator';
import { Ajv } from 'ajv';
import addFormats from 'ajv-formats';
import { describe, expect, it } from 'vitest';
import { operations } from '#contract/api.js';
import { asyncApiDocument, channels } from '#contract/asyncapi.js';
import { openApiDocument } from '#contract/openapi.js';
import type { Operation } from '#contract/operation.js';
import { DOWN_CHANNELS, topicOf, UP_CHANNELS } from '#contract/topics.js';

/** As it goes out. */
const sent = <T>(document: object): T => JSON.parse(JSON.stringify(document)) as T;

interface AsyncDocument {
  readonly channels: Record<string, { address: string; messages: Record<string, { $ref: string }> }>;
  readonly operations: Record<string, { action: string; channel: { $ref: string } }>;
  readonly components: { messages: Record<string, { payload: object }> };
}
interface OpenDocument {
  readonly paths: Record<string, Record<string, OpenOperation>>;
}
interface OpenOperation {
  readonly operationId: string;
  readonly parameters: ReadonlyArray<{ name: string; in: string; required: boolean }>;
  readonly requestBody?: Described;
  readonly responses: Record<string, Described>;
}
interface Described {
  readonly content?: Record<string, object>;
}

describe('contract documents', () => {
  it('contract the AsyncAPI document is valid by the official schema of 3.0.0', () => {
    const schema: object = createRequire(import.meta.url)('@asyncapi/specs/schemas/3.0.0-without-$id.json');
    const ajv = new Ajv({ strict: false, allErrors: true, logger: false, unicodeRegExp: false });
    // ajv-formats is a CommonJS module.
    addFormats.default(ajv);
    const validate = ajv.compile(schema);
    expect(validate(sent(asyncApiDocument('1.2.3'))), JSON.stringify(validate.errors)).toBe(true);
    const { info: _info, ...nameless } = sent<{ info: object }>(asyncApiDocument('1.2.3'));
    expect(validate(nameless)).toBe(false);
  });

  it('contract every MQTT channel is described with its address, direction and payload', () => {
    const document = sent<AsyncDocument>(asyncApiDocument('1.2.3'));
    expect(Object.keys(document.channels).sort()).toEqual([...UP_CHANNELS, ...DOWN_CHANNELS].sort());
    for (const name of [...UP_CHANNELS, ...DOWN_CHANNELS]) {
      const { codec, message, action } = channels[name];
      expect(document.channels[name]?.address).toBe(topicOf('{office}', '{box}', name));
      expect(document.operations[`${action}-${name}`]).toMatchObject({
        action: (UP_CHANNELS as readonly string[]).includes(name) ? 'receive' : 'send',
        channel: { $ref: `#/channels/${name}` },
      });
      expect(document.channels[name]?.messages[message]?.$ref).toBe(`#/components/messages/${message}`);
      expect(document.components.messages[message]?.payload).toEqual(sent(codec.schema));
    }
  });

  it('contract the OpenAPI document is valid by the official schema of 3.1', async () => {
    const validator = new Validator();
    const result = await validator.validate(sent<Record<string, unknown>>(openApiDocument('1.2.3')));
    expect(result.errors ?? []).toEqual([]);
    expect(result.valid).toBe(true);
    expect(validator.version).toBe('3.1');
    const { info: _info, ...nameless } = sent<Record<string, unknown>>(openApiDocument('1.2.3'));
    expect((await new Validator().validate(nameless)).valid).toBe(false);
  });

  it('contract every HTTP operation is described with its parameters, body, answers and problems', () => {
    const { paths } = sent<OpenDocument>(openApiDocument('1.2.3'));
    const described = Object.values(paths).flatMap((path) => Object.values(path));
    expect(described.map(({ operationId }) => operationId).sort()).toEqual(
      [...Object.keys(operations), 'stream'].sort(),
    );
    for (const [id, operation] of Object.entries(operations) as Array<[string, Operation]>) {
      const found = paths[operation.path]?.[operation.method.toLowerCase()];
      expect(found?.operationId).toBe(id);
      const names = (place: string) =>
        found?.parameters.filter((parameter) => parameter.in === place).map(({ name }) => name);
      expect(names('path')).toEqual([...operation.path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name));
      expect(names('query')).toEqual(Object.keys(operation.query?.properties ?? {}));
      const media = (part: Described | undefined) => Object.keys(part?.content ?? {});
      expect(media(found?.requestBody)).toEqual(
        operation.upload?.types ?? (operation.body === undefined ? [] : ['application/json']),
      );
      for (const status of Object.keys(operation.responses))
        expect(media(found?.responses[status])).toEqual(operation.file ?? ['application/json']);
      expect(Object.keys(found?.responses ?? {}).sort()).toEqual(
        [...Object.keys(operation.responses), ...Object.keys(operation.problems ?? {}), 'default'].sort(),
      );
    }
  });
});
