internal import CRdKafka

extension KafkaAdmin {
    /// The settings of topics by Kafka's own names, such as `retention.ms`. A topic that does not exist is left out.
    ///
    /// - Throws: ``KafkaError/Kind/unsupported`` when the broker has no admin API; the broker's error when it refuses.
    public func topicSettings(
        _ topics: [String], timeout: Duration = .seconds(10)
    ) async throws(KafkaError) -> [String: [String: String]] {
        guard !topics.isEmpty else { return [:] }
        return try await asking { handle throws(KafkaError) in
            var wanted: [OpaquePointer?] = topics.map { rd_kafka_ConfigResource_new(RD_KAFKA_RESOURCE_TOPIC, $0) }
            defer { for topic in wanted { rd_kafka_ConfigResource_destroy(topic) } }
            let event = try request(
                RD_KAFKA_ADMIN_OP_DESCRIBECONFIGS, answer: RD_KAFKA_EVENT_DESCRIBECONFIGS_RESULT, on: handle, timeout
            ) { options in
                rd_kafka_DescribeConfigs(handle.client, &wanted, wanted.count, options, handle.queue)
            }
            defer { rd_kafka_event_destroy(event) }
            return try Self.settings(in: event)
        }
    }

    /// Removes topics with all they hold; one that does not exist is passed over.
    ///
    /// - Throws: ``KafkaError/Kind/unsupported`` when the broker has no admin API; the first topic's error.
    public func deleteTopics(_ topics: [String], timeout: Duration = .seconds(15)) async throws(KafkaError) {
        guard !topics.isEmpty else { return }
        try await asking { handle throws(KafkaError) in
            var wanted: [OpaquePointer?] = topics.map { rd_kafka_DeleteTopic_new($0) }
            defer { for topic in wanted { rd_kafka_DeleteTopic_destroy(topic) } }
            let event = try request(
                RD_KAFKA_ADMIN_OP_DELETETOPICS, answer: RD_KAFKA_EVENT_DELETETOPICS_RESULT, on: handle, timeout
            ) { options in
                rd_kafka_DeleteTopics(handle.client, &wanted, wanted.count, options, handle.queue)
            }
            defer { rd_kafka_event_destroy(event) }
            var count = 0
            guard let result = rd_kafka_event_DeleteTopics_result(event),
                let results = rd_kafka_DeleteTopics_result_topics(result, &count)
            else { return }
            for index in 0..<count {
                guard let one = results[index] else { continue }
                let error = rd_kafka_topic_result_error(one)
                if error != RD_KAFKA_RESP_ERR_NO_ERROR, error != RD_KAFKA_RESP_ERR_UNKNOWN_TOPIC_OR_PART {
                    throw KafkaError(error)
                }
            }
        }
    }

    /// Removes groups without members, with the offsets they committed.
    ///
    /// - Throws: ``KafkaError/Kind/unsupported`` when the broker has no admin API; the first group's error.
    public func deleteGroups(_ groups: [String], timeout: Duration = .seconds(15)) async throws(KafkaError) {
        guard !groups.isEmpty else { return }
        try await asking { handle throws(KafkaError) in
            var wanted: [OpaquePointer?] = groups.map { rd_kafka_DeleteGroup_new($0) }
            defer { for group in wanted { rd_kafka_DeleteGroup_destroy(group) } }
            let event = try request(
                RD_KAFKA_ADMIN_OP_DELETEGROUPS, answer: RD_KAFKA_EVENT_DELETEGROUPS_RESULT, on: handle, timeout
            ) { options in
                rd_kafka_DeleteGroups(handle.client, &wanted, wanted.count, options, handle.queue)
            }
            defer { rd_kafka_event_destroy(event) }
            var count = 0
            guard let result = rd_kafka_event_DeleteGroups_result(event),
                let results = rd_kafka_DeleteGroups_result_groups(result, &count)
            else { return }
            for index in 0..<count {
                guard let one = results[index], let error = rd_kafka_group_result_error(one) else { continue }
                throw KafkaError(rd_kafka_error_code(error))
            }
        }
    }

    /// How far a group has come, by partition; partitions it has committed nothing of are left out.
    public func committedOffsets(
        group: String, topic: String, partitions: Range<Int32>, timeout: Duration = .seconds(10)
    ) async throws(KafkaError) -> [Int32: Int64] {
        try await ClientThread.call { [configuration, clientID] in
            do throws(KafkaError) {
                let handle = try ClientHandle(configuration, role: .consumer(group: group), clientID: clientID)
                guard let list = rd_kafka_topic_partition_list_new(Int32(partitions.count)) else {
                    throw KafkaError(RD_KAFKA_RESP_ERR__CRIT_SYS_RESOURCE)
                }
                defer { rd_kafka_topic_partition_list_destroy(list) }
                for partition in partitions { rd_kafka_topic_partition_list_add(list, topic, partition) }
                let outcome = rd_kafka_committed(handle.client, list, timeout.milliseconds)
                guard outcome == RD_KAFKA_RESP_ERR_NO_ERROR else { throw KafkaError(outcome) }
                var offsets: [Int32: Int64] = [:]
                for element in (0..<Int(list.pointee.cnt)).map({ list.pointee.elems[$0] }) where element.offset >= 0 {
                    offsets[element.partition] = element.offset
                }
                return .success(offsets)
            } catch {
                return .failure(error)
            }
        }
    }

    /// Runs a request against a broker that has an admin API.
    private func asking<Value: Sendable>(
        _ body: @escaping @Sendable (ClientHandle) throws(KafkaError) -> Value
    ) async throws(KafkaError) -> Value {
        guard configuration.profile != .embedded else { throw Self.noAdmin }
        return try await withHandle { handle in
            do throws(KafkaError) {
                return .success(try body(handle))
            } catch {
                return .failure(error.kind == .unsupported ? Self.noAdmin : error)
            }
        }
    }

    /// Sends an admin request and waits for its answer, which the caller gives back to `rd_kafka_event_destroy`.
    ///
    /// - Throws: what went wrong with the request as a whole.
    func request(
        _ operation: rd_kafka_admin_op_t, answer: rd_kafka_event_type_t, on handle: ClientHandle, _ timeout: Duration,
        send: (OpaquePointer) -> Void
    ) throws(KafkaError) -> OpaquePointer {
        guard let options = rd_kafka_AdminOptions_new(handle.client, operation) else {
            throw KafkaError(RD_KAFKA_RESP_ERR__CRIT_SYS_RESOURCE)
        }
        defer { rd_kafka_AdminOptions_destroy(options) }
        var words = [CChar](repeating: 0, count: 256)
        rd_kafka_AdminOptions_set_request_timeout(options, timeout.milliseconds, &words, words.count)
        // Some operations have none, and then it says so and that is all.
        rd_kafka_AdminOptions_set_operation_timeout(options, timeout.milliseconds, &words, words.count)
        send(options)
        // The request has its own timeout; the margin only covers a client that cannot even send it.
        let deadline = ContinuousClock.now + timeout + .seconds(2)
        while ContinuousClock.now < deadline {
            guard let event = handle.poll(milliseconds: 500) else { continue }
            guard rd_kafka_event_type(event) == answer else {
                if rd_kafka_event_type(event) == RD_KAFKA_EVENT_LOG { logger.passOn(event) }
                rd_kafka_event_destroy(event)
                continue
            }
            let whole = rd_kafka_event_error(event)
            guard whole == RD_KAFKA_RESP_ERR_NO_ERROR else {
                let words = rd_kafka_event_error_string(event).map { String(cString: $0) }
                rd_kafka_event_destroy(event)
                throw KafkaError(whole, words)
            }
            return event
        }
        throw KafkaError(RD_KAFKA_RESP_ERR__TIMED_OUT)
    }

    private static func settings(in event: OpaquePointer) throws(KafkaError) -> [String: [String: String]] {
        var count = 0
        guard let result = rd_kafka_event_DescribeConfigs_result(event),
            let resources = rd_kafka_DescribeConfigs_result_resources(result, &count)
        else { return [:] }
        var settings: [String: [String: String]] = [:]
        for resource in (0..<count).compactMap({ resources[$0] }) {
            let error = rd_kafka_ConfigResource_error(resource)
            if error == RD_KAFKA_RESP_ERR_UNKNOWN_TOPIC_OR_PART { continue }
            guard error == RD_KAFKA_RESP_ERR_NO_ERROR else {
                throw KafkaError(error, rd_kafka_ConfigResource_error_string(resource).map { String(cString: $0) })
            }
            guard let name = rd_kafka_ConfigResource_name(resource) else { continue }
            var entryCount = 0
            let entries = rd_kafka_ConfigResource_configs(resource, &entryCount)
            var values: [String: String] = [:]
            for entry in (0..<entryCount).compactMap({ entries?[$0] }) {
                guard let key = rd_kafka_ConfigEntry_name(entry), let value = rd_kafka_ConfigEntry_value(entry) else {
                    continue
                }
                values[String(cString: key)] = String(cString: value)
            }
            settings[String(cString: name)] = values
        }
        return settings
    }
}
