import { LitElement, html, css } from 'lit';
import { JsonRpc } from 'jsonrpc';
import '@vaadin/grid';

/** Topics with their attempts under way, and what became of those that were not clear at once. */
export class QwcTandemAttempts extends LitElement {

    static EVERY_MS = 2000;

    static styles = css`
        :host { display: flex; flex-direction: column; gap: 1em; padding: 1em; }
    `;

    static properties = {
        _topics: { state: true },
        _unclear: { state: true },
    };

    jsonRpc = new JsonRpc(this);

    constructor() {
        super();
        this._topics = [];
        this._unclear = [];
    }

    connectedCallback() {
        super.connectedCallback();
        this._refresh();
        this._timer = setInterval(() => this._refresh(), QwcTandemAttempts.EVERY_MS);
    }

    disconnectedCallback() {
        clearInterval(this._timer);
        super.disconnectedCallback();
    }

    _refresh() {
        this.jsonRpc.topics().then(answer => { this._topics = answer.result; });
        this.jsonRpc.unclear().then(answer => { this._unclear = answer.result; });
    }

    render() {
        return html`
            <vaadin-grid .items="${this._topics}" all-rows-visible>
                <vaadin-grid-column path="name" header="Name"></vaadin-grid-column>
                <vaadin-grid-column path="topic" header="Topic"></vaadin-grid-column>
                <vaadin-grid-column path="connected" header="Connected"></vaadin-grid-column>
                <vaadin-grid-column path="underWay" header="Attempts under way"></vaadin-grid-column>
            </vaadin-grid>
            <vaadin-grid .items="${this._unclear}" all-rows-visible>
                <vaadin-grid-column path="at" header="At"></vaadin-grid-column>
                <vaadin-grid-column path="step" header="Step"></vaadin-grid-column>
                <vaadin-grid-column path="result" header="Result"></vaadin-grid-column>
                <vaadin-grid-column path="attempt" header="Attempt"></vaadin-grid-column>
                <vaadin-grid-column path="key" header="Key"></vaadin-grid-column>
            </vaadin-grid>`;
    }
}
customElements.define('qwc-tandem-attempts', QwcTandemAttempts);
