import type { AgregarDireccion, Issue, UpdateCliente, UpdateClientePublico } from './index.js';

export interface ClientSettings {
  /** What stands before the paths of the API; without it, the origin of the page. */
  readonly baseUrl?: string;
  /** A bearer token. */
  readonly token?: string;
  /** How long a call may take, in milliseconds: 15000 without it. */
  readonly timeout?: number;
  /**
   * Asks instead of the platform's `fetch`: takes a `Request` and `{signal}`, gives a promise of a `Response`. Whatever it
   * is refused with is `client.network`.
   */
  readonly fetch?: (request: Request, init: { readonly signal: AbortSignal }) => Promise<Response>;
  /** The language of the server's sentences, such as `en`; Spanish without it. */
  readonly language?: string;
}

export interface CallOptions {
  /** The `Idempotency-Key` of an earlier try, so that nothing is done twice. Without it every call has a new one. */
  readonly key?: string;
  /** The version that the change is meant for: an `etag` of an earlier answer. */
  readonly ifMatch?: string;
  /** Instead of the client's. */
  readonly timeout?: number;
  /** Calls the call off. */
  readonly signal?: AbortSignal;
}

/** What every answer has. */
export interface AnswerBase {
  /** The HTTP status; 0 if the server did not answer. */
  readonly status: number;
  /** What the server says, or why it says nothing. */
  readonly message: string;
  /** The version of the customer. */
  readonly etag: string | null;
  /** The key that was sent: with the same one, and the same record, the call may be made again. */
  readonly key: string;
  /** Whether this is the answer to an earlier call with the same key. */
  readonly replayed: boolean;
}

export interface Accepted<Body> extends AnswerBase {
  readonly ok: true;
  readonly body: Body;
  readonly warnings: readonly Issue[];
}

export interface Refused extends AnswerBase {
  readonly ok: false;
  /**
   * Why. Beside the codes of the API: `client.network`, `client.timeout`, `client.aborted` (after these two the
   * change may have been made), `client.unreadable`.
   */
  readonly code: string;
  /** What is wrong with the record, as `check` says it. */
  readonly issues: readonly Issue[];
}

export type Answer<Body> = Accepted<Body> | Refused;

export interface StoredDireccion {
  readonly id: number;
  readonly direccion: string;
  readonly referencia: string;
}

export interface StoredClientePublico {
  readonly id: number;
  readonly nombres: string;
  readonly apellidos: string;
  readonly telefono: string | null;
  readonly email: string | null;
  readonly created_at: string;
}

/**
 * The API. A promise is refused only for an option that cannot be used, or with the code `wasm.unavailable` where
 * WebAssembly cannot be; everything else is an answer.
 */
export interface Client {
  updateCliente(cliente: UpdateCliente, options?: CallOptions): Promise<Answer<object>>;
  agregarDireccion(
    direcciones: AgregarDireccion,
    options?: CallOptions,
  ): Promise<Answer<{ readonly direcciones: readonly StoredDireccion[] }>>;
  updateClientePublico(
    id: number,
    cliente: UpdateClientePublico,
    options?: CallOptions,
  ): Promise<Answer<{ readonly cliente: StoredClientePublico }>>;
}

export function createClient(settings?: ClientSettings): Client;
