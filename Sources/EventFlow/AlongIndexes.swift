import Postgres

/// What the flow of events asks by keys has one good plan, along the indexes. Another, made while the tables were small and
/// kept with the prepared statement, would read all of a table for each batch until the next ANALYZE.
enum AlongIndexes {
    /// Holds for the transaction it is run in.
    static let onlyNow: PostgresQuery = """
        select set_config('enable_seqscan', 'off', true), set_config('enable_hashjoin', 'off', true),
            set_config('enable_mergejoin', 'off', true), set_config('jit', 'off', true)
        """
}
