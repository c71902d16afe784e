-- The tables of a cluster, in a schema of their own. Orleans's ADO.NET providers (10.4) ask the table OrleansQuery, by keys, for the statements that they run; their parameters
-- (@DeploymentId, …) and the columns that they read are given by them: https://learn.microsoft.com/dotnet/orleans/host/configuration-guide/adonet-configuration
-- Running this again changes nothing but the statements.
CREATE SCHEMA IF NOT EXISTS access_undenied;

CREATE TABLE IF NOT EXISTS schema_version (version text PRIMARY KEY, made timestamptz NOT NULL DEFAULT now());

CREATE TABLE IF NOT EXISTS OrleansQuery (QueryKey varchar(64) PRIMARY KEY, QueryText varchar(8000) NOT NULL);

-- Of a cluster, the number of the latest change of its membership.
CREATE TABLE IF NOT EXISTS cluster_version (cluster text PRIMARY KEY, version integer NOT NULL DEFAULT 0);

CREATE TABLE IF NOT EXISTS silo (
    cluster text NOT NULL REFERENCES cluster_version,
    address text NOT NULL,
    port integer NOT NULL,
    generation integer NOT NULL,
    name text NOT NULL,
    host text NOT NULL,
    status integer NOT NULL,
    gateway_port integer NOT NULL,
    suspicions text,
    started timestamptz NOT NULL,
    alive timestamptz NOT NULL,
    PRIMARY KEY (cluster, address, port, generation)
);

-- The state of grains. A version that is not the one that was read last refuses the write of whoever read it.
CREATE TABLE IF NOT EXISTS grain_state (
    service text NOT NULL,
    type text NOT NULL,
    number0 bigint NOT NULL,
    number1 bigint NOT NULL,
    key text NOT NULL,
    content bytea,
    version integer NOT NULL,
    changed timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (service, type, number0, number1, key)
);

-- What a worker hands in is compressed where that is of use.
ALTER TABLE grain_state ALTER COLUMN content SET STORAGE EXTERNAL;

INSERT INTO OrleansQuery (QueryKey, QueryText) VALUES
('InsertMembershipVersionKey', '
    WITH added AS (INSERT INTO cluster_version (cluster) VALUES (@DeploymentId) ON CONFLICT DO NOTHING RETURNING 1)
    SELECT EXISTS (SELECT 1 FROM added)
'),
-- A silo and the number of the change go together or not at all: of two that read the same number, one alone has its say.
('InsertMembershipKey', '
    WITH next AS (
        UPDATE cluster_version SET version = version + 1 WHERE cluster = @DeploymentId AND version = @Version
            AND NOT EXISTS (SELECT 1 FROM silo WHERE cluster = @DeploymentId AND address = @Address AND port = @Port AND generation = @Generation)
        RETURNING cluster),
    added AS (
        INSERT INTO silo (cluster, address, port, generation, name, host, status, gateway_port, started, alive)
        SELECT cluster, @Address, @Port, @Generation, @SiloName, @HostName, @Status, @ProxyPort, @StartTime, @IAmAliveTime FROM next
        RETURNING 1)
    SELECT EXISTS (SELECT 1 FROM added)
'),
('UpdateMembershipKey', '
    WITH next AS (
        UPDATE cluster_version SET version = version + 1 WHERE cluster = @DeploymentId AND version = @Version
            AND EXISTS (SELECT 1 FROM silo WHERE cluster = @DeploymentId AND address = @Address AND port = @Port AND generation = @Generation)
        RETURNING cluster),
    changed AS (
        UPDATE silo SET status = @Status, suspicions = @SuspectTimes, alive = GREATEST(alive, @IAmAliveTime)
        FROM next WHERE silo.cluster = next.cluster AND address = @Address AND port = @Port AND generation = @Generation
        RETURNING 1)
    SELECT EXISTS (SELECT 1 FROM changed)
'),
('UpdateIAmAlivetimeKey', '
    UPDATE silo SET alive = GREATEST(alive, @IAmAliveTime) WHERE cluster = @DeploymentId AND address = @Address AND port = @Port AND generation = @Generation
'),
('MembershipReadRowKey', '
    SELECT of.cluster AS DeploymentId, address AS Address, port AS Port, generation AS Generation, name AS SiloName, host AS HostName, status AS Status,
        gateway_port AS ProxyPort, suspicions AS SuspectTimes, started AS StartTime, alive AS IAmAliveTime, of.version AS Version
    FROM cluster_version AS of LEFT JOIN silo ON silo.cluster = of.cluster AND address = @Address AND port = @Port AND generation = @Generation
    WHERE of.cluster = @DeploymentId
'),
('MembershipReadAllKey', '
    SELECT of.cluster AS DeploymentId, address AS Address, port AS Port, generation AS Generation, name AS SiloName, host AS HostName, status AS Status,
        gateway_port AS ProxyPort, suspicions AS SuspectTimes, started AS StartTime, alive AS IAmAliveTime, of.version AS Version
    FROM cluster_version AS of LEFT JOIN silo ON silo.cluster = of.cluster
    WHERE of.cluster = @DeploymentId
'),
('GatewaysQueryKey', '
    SELECT address AS Address, gateway_port AS ProxyPort, generation AS Generation FROM silo WHERE cluster = @DeploymentId AND status = @Status AND gateway_port > 0
'),
('DeleteMembershipTableEntriesKey', '
    WITH silos AS (DELETE FROM silo WHERE cluster = @DeploymentId)
    DELETE FROM cluster_version WHERE cluster = @DeploymentId
'),
-- 6 is a silo that is dead.
('CleanupDefunctSiloEntriesKey', '
    DELETE FROM silo WHERE cluster = @DeploymentId AND status = 6 AND alive < @IAmAliveTime AND started < @IAmAliveTime
'),
('ReadFromStorageKey', '
    SELECT content AS PayloadBinary, version AS Version FROM grain_state
    WHERE service = @ServiceId AND type = @GrainTypeString AND number0 = @GrainIdN0 AND number1 = @GrainIdN1 AND key = COALESCE(@GrainIdExtensionString, '''')
'),
-- The version that was given is given back where nothing was written, which Orleans takes for a conflict.
('WriteToStorageKey', '
    WITH changed AS (
        UPDATE grain_state SET content = @PayloadBinary, version = version + 1, changed = now()
        WHERE service = @ServiceId AND type = @GrainTypeString AND number0 = @GrainIdN0 AND number1 = @GrainIdN1 AND key = COALESCE(@GrainIdExtensionString, '''')
            AND version = CAST(@GrainStateVersion AS integer)
        RETURNING version),
    added AS (
        INSERT INTO grain_state (service, type, number0, number1, key, content, version)
        SELECT @ServiceId, @GrainTypeString, @GrainIdN0, @GrainIdN1, COALESCE(@GrainIdExtensionString, ''''), @PayloadBinary, 1
        WHERE CAST(@GrainStateVersion AS integer) IS NULL
        ON CONFLICT DO NOTHING
        RETURNING version)
    SELECT COALESCE((SELECT version FROM changed), (SELECT version FROM added), CAST(@GrainStateVersion AS integer)) AS NewGrainStateVersion
'),
('ClearStorageKey', '
    UPDATE grain_state SET content = NULL, version = version + 1, changed = now()
    WHERE service = @ServiceId AND type = @GrainTypeString AND number0 = @GrainIdN0 AND number1 = @GrainIdN1 AND key = COALESCE(@GrainIdExtensionString, '''')
        AND version = CAST(@GrainStateVersion AS integer)
    RETURNING version AS NewGrainStateVersion
')
ON CONFLICT (QueryKey) DO UPDATE SET QueryText = EXCLUDED.QueryText;
