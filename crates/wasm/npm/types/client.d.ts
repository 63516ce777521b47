import type { AgregarDireccion, Issue, UpdateCliente, UpdateClientePublico } from './index.js';

export interface ClientSettings {
  /** The URL before the paths of the API. The default is the origin of the page. */
  readonly baseUrl?: string;
  /** A bearer token. */
  readonly token?: string;
  /** The time that a call may take, in milliseconds. The default is 15000. */
  readonly timeout?: number;
  /**
   * Replaces the platform's `fetch`: takes a `Request` and `{signal}`, and returns a promise of a `Response`. Any
   * rejection gives `client.network`, unless the call timed out or was cancelled.
   */
  readonly fetch?: (request: Request, init: { readonly signal: AbortSignal }) => Promise<Response>;
  /** The language of the server's sentences, such as `en`. The default is Spanish. */
  readonly language?: string;
}

export interface CallOptions {
  /** The `Idempotency-Key` of an earlier attempt, so that nothing is done twice. By default each call has a new key. */
  readonly key?: string;
  /** The version that the change applies to: the `etag` of an earlier answer. */
  readonly ifMatch?: string;
  /** Replaces the client's timeout for this call. */
  readonly timeout?: number;
  /** Cancels the call. */
  readonly signal?: AbortSignal;
}

/** The members that every answer has. */
export interface AnswerBase {
  /** The HTTP status; 0 if the server did not answer. */
  readonly status: number;
  /** The message of the server, or the reason why there is none. */
  readonly message: string;
  /** The version of the customer. */
  readonly etag: string | null;
  /** The key that was sent. A retry with the same key and the same record changes nothing twice. */
  readonly key: string;
  /** True if this is the answer to an earlier call with the same key. */
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
   * The code of the reason. Beside the codes of the API: `client.network`, `client.timeout`, `client.aborted` and
   * `client.unreadable`. After these four the server may have made the change; send it again with the same `key`.
   */
  readonly code: string;
  /** The issues of the record, as `check` reports them. */
  readonly issues: readonly Issue[];
}

export type ClientAnswer<Body> = Accepted<Body> | Refused;

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
 * The API. A promise is rejected only for an argument that cannot be used, or with the code `wasm.unavailable` if
 * WebAssembly is not available; everything else is an answer.
 */
export interface Client {
  updateCliente(cliente: UpdateCliente, options?: CallOptions): Promise<ClientAnswer<object>>;
  agregarDireccion(
    direcciones: AgregarDireccion,
    options?: CallOptions,
  ): Promise<ClientAnswer<{ readonly direcciones: readonly StoredDireccion[] }>>;
  updateClientePublico(
    id: number,
    cliente: UpdateClientePublico,
    options?: CallOptions,
  ): Promise<ClientAnswer<{ readonly cliente: StoredClientePublico }>>;
}

export function createClient(settings?: ClientSettings): Client;
