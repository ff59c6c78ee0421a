// Several diagrams of a page must not share an id, as those drawn within one millisecond do by default.
export default { mermaid: { deterministicIds: true } };
